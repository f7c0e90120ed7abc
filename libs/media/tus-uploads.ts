// Uploads in pieces by the tus protocol (version 1.0); the only file that knows its packages. Bytes lie in a folder, books are kept in the
// database, and who may touch an upload was asked before.
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore, type Configstore } from '@tus/file-store';
import { Metadata, Server, Upload as TusUpload } from '@tus/server';
import { UploadFiles, type UnitOfWork } from '#application';
import { Problem, RECORDING_LIMITS, type ProblemCode } from '#domain';
import { asStorageProblem } from './folder-audio-store';

const { maxBytes } = RECORDING_LIMITS;

/** What the protocol refuses, by the status it gives. A wrong offset is told apart: the sender asks where we are and goes on. */
const REFUSED: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  404: 'not-found',
  409: 'upload-offset',
  410: 'not-found',
  412: 'bad-request',
  413: 'recording-too-large',
  415: 'bad-request',
};

/** `UploadFiles` filled by senders who speak tus. */
export class TusUploads extends UploadFiles {
  private readonly server: Server;
  /** What a request failed of, where the protocol would only tell a status. */
  private readonly causes = new WeakMap<object, unknown>();

  private constructor(
    private readonly folder: string,
    unitOfWork: UnitOfWork,
  ) {
    super();
    this.server = new Server({
      path: '/uploads',
      datastore: new DurableFiles(folder, unitOfWork),
      maxSize: maxBytes,
      relativeLocation: true,
      namingFunction: ({ url }) => new URL(url).searchParams.get('id')!,
      onResponseError: (request, error) => void this.causes.set(request, error),
    });
  }

  /** Makes the folder. */
  static async open(folder: string, unitOfWork: UnitOfWork): Promise<TusUploads> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new TusUploads(folder, unitOfWork);
  }

  /** What this installation can do, as headers. */
  capabilities(): Promise<Headers> {
    return this.answer(new Request('http://here/uploads', { method: 'OPTIONS' }));
  }

  /** Makes room for an upload whose books stand already. Throws Problem `bad-request`, `storage-full`. */
  create(id: string, headers: Headers, body: Readable | undefined): Promise<Headers> {
    return this.answer(requestOf('POST', `?id=${id}`, headers, body));
  }

  /** Asks where it stands, adds a piece, or ends it. Throws Problem `not-found`, `upload-offset`, `storage-full`. */
  handle(method: 'HEAD' | 'PATCH' | 'DELETE', id: string, headers: Headers, body?: Readable): Promise<Headers> {
    return this.answer(requestOf(method, `/${id}`, headers, body));
  }

  override async size(id: string): Promise<number | undefined> {
    try {
      return (await stat(join(this.folder, id))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  override async read(id: string): Promise<Readable> {
    return (await open(join(this.folder, id), 'r')).createReadStream();
  }

  override remove(id: string): Promise<void> {
    return rm(join(this.folder, id), { force: true });
  }

  private async answer(request: Request): Promise<Headers> {
    // The package's own type of a request adds members that it fills itself.
    const { status, headers } = await this.server.handleWeb(request as Parameters<Server['handleWeb']>[0]);
    if (status < 400) return headers;
    const cause = this.causes.get(request);
    if (cause instanceof Error) throw cause;
    const code = REFUSED[status];
    if (code === undefined) throw new Error(`the upload failed with status ${status}`, { cause });
    throw new Problem(code, code === 'recording-too-large' ? { maxBytes } : {});
  }
}

/** What a sender wrote into `Upload-Metadata`; nothing for no header. Throws Problem `bad-request`. */
export function uploadMetadata(header: string | undefined): Readonly<Record<string, string | null>> {
  if (header === undefined || header === '') return {};
  try {
    return Metadata.parse(header);
  } catch {
    throw new Problem('bad-request', { field: 'Upload-Metadata' });
  }
}

/**
 * An offset that was told is on the disk: after a power cut the sender need not send again what was taken. How long an upload is kept is not
 * judged here: the package knows only the machine's clock, and `Uploads` has ours.
 */
class DurableFiles extends FileStore {
  constructor(
    directory: string,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super({ directory, configstore: booksIn(unitOfWork) });
    this.extensions = this.extensions.filter((extension) => extension !== 'creation-defer-length');
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const file = await open(join(this.directory, id), 'r+');
    let end = offset;
    try {
      for await (const piece of source as AsyncIterable<Buffer>) {
        await file.write(piece, 0, piece.length, end);
        end += piece.length;
      }
      return end;
    } catch (error) {
      throw asStorageProblem(error);
    } finally {
      // Also what came before the line broke.
      await file.sync();
      await file.close();
    }
  }

  /** One that became a recording has no bytes here any more, and all of them have come. */
  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.unitOfWork.read.uploads.upload(id);
    if (!upload || upload.recordingId === null) return super.getUpload(id);
    const { bytes: size, createdAt } = upload;
    return new TusUpload({ id, size, offset: size, creation_date: new Date(createdAt).toISOString() });
  }

  override async remove(id: string): Promise<void> {
    await rm(join(this.directory, id), { force: true });
    await this.configstore.delete(id);
  }
}

/** The books of the protocol are our rows: written before the first byte, with who began it. */
function booksIn(unitOfWork: UnitOfWork): Configstore {
  return {
    async get(id) {
      const upload = await unitOfWork.read.uploads.upload(id);
      if (!upload) return undefined;
      const { bytes: size, createdAt } = upload;
      return new TusUpload({ id, size, offset: 0, creation_date: new Date(createdAt).toISOString() });
    },
    set: () => Promise.resolve(),
    delete: (id) => unitOfWork.run(({ uploads }) => uploads.delete(id)),
  };
}

function requestOf(method: string, rest: string, headers: Headers, body: Readable | undefined): Request {
  const stream = body && (ReadableStream.from(body) as ReadableStream<Uint8Array>);
  return new Request(`http://here/uploads${rest}`, { method, headers, body: stream, duplex: 'half' });
}
