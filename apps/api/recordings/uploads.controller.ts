// Recordings sent in pieces, by tus 1.0: a phone whose line drops asks how far it came and goes on from there. Whoever did not begin an upload
// is told that there is none.
import type { Readable } from 'node:stream';
import { uploadKeptUntil, Uploads, type Upload } from '#application';
import type { Actor } from '#domain';
import { TusUploads } from '#media';
import { Controller, Delete, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { lengthOf, parcelOf, RECORDING_HEADER, uploadAddress } from './upload-shapes';

const TUS_VERSION = '1.0.0';
const PIECE = 'application/offset+octet-stream';

const text = { schema: { type: 'string' as const } };
const number = { schema: { type: 'integer' as const } };
const offset = { 'Upload-Offset': { ...number, description: 'Bytes that were taken, and are on the disk' } };
const expires = { 'Upload-Expires': { ...text, description: 'Until when it is kept, while bytes are missing' } };
const became = { [RECORDING_HEADER]: { ...text, description: 'Id of the recording, once all bytes were taken' } };
const spoken = ApiHeader({ name: 'Tus-Resumable', required: true, schema: { type: 'string', enum: [TUS_VERSION] } });

@ApiTags('recordings')
@SignedIn()
@Controller('api/v1/communes/:id/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly tus: TusUploads,
  ) {}

  @Options()
  @Operation('uploadCapabilities', 'What uploads in pieces can do here, as tus 1.0 asks it')
  @ApiResponse({
    status: 204,
    description: 'The answer is in the headers.',
    headers: { 'Tus-Version': text, 'Tus-Max-Size': number },
  })
  async capabilities(@Res() reply: FastifyReply): Promise<void> {
    await answer(reply, 204, await this.tus.capabilities());
  }

  @Post()
  @Unkeyed('tus says by its offsets what was taken, and a draft becomes one recording')
  @Operation(
    'beginUpload',
    'Begin an upload in pieces (tus 1.0: creation, termination, expiration)',
    'All bytes taken, it becomes a recording, exactly once: a `draftId` that was received before is that recording again.',
  )
  @spoken
  @ApiHeader({ name: 'Upload-Length', required: true, schema: { type: 'integer' }, description: 'Bytes of the whole' })
  @ApiHeader({
    name: 'Upload-Metadata',
    description:
      'Pairs of a name and a Base64 value: `filename`, `draftId`, `sha256` of the whole, `trimFromMs` with `trimToMs`',
    schema: { type: 'string' },
  })
  @ApiResponse({
    status: 201,
    description: 'The upload was opened. `Location` says where its bytes are sent.',
    headers: { Location: text, ...offset, ...expires },
  })
  @Refuses('not-found', 'not-allowed', 'recording-too-large', 'storage-full', 'handed-in-too-much')
  async begin(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Tus-Resumable', TUS_VERSION);
    const bytes = lengthOf(headerOf(request, 'upload-length'));
    const upload = await this.uploads.begin(actor, communeId, bytes, parcelOf(headerOf(request, 'upload-metadata')));
    const headers = await this.tus.create(upload.id, tusHeaders(request), pieceOf(request)).catch(async (error) => {
      await this.uploads.abandon(upload);
      throw error;
    });
    void reply.header('Location', uploadAddress(upload));
    await this.answerCompleted(actor, upload, reply, 201, headers);
  }

  @Head(':uploadId')
  @Operation('uploadOffset', 'How far an upload came')
  @spoken
  @ApiResponse({
    status: 200,
    description: 'The answer is in the headers.',
    headers: { ...offset, 'Upload-Length': number, ...expires, ...became },
  })
  @Refuses('not-found')
  async offset(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Param('uploadId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Tus-Resumable', TUS_VERSION);
    const upload = await this.uploads.own(actor, communeId, id);
    const headers = await this.tus.handle('HEAD', id, tusHeaders(request));
    await this.answerCompleted(actor, upload, reply, 200, headers);
  }

  @Patch(':uploadId')
  @Unkeyed('tus says by its offsets what was taken, and a draft becomes one recording')
  @Operation('continueUpload', 'Add a piece where the last one ended')
  @spoken
  @ApiHeader({ name: 'Upload-Offset', required: true, schema: { type: 'integer' } })
  @ApiConsumes(PIECE)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 204, description: 'The bytes were stored.', headers: { ...offset, ...expires, ...became } })
  @Refuses('not-found', 'upload-offset', 'upload-damaged', 'recording-too-large', 'storage-full')
  async continue(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Param('uploadId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('Tus-Resumable', TUS_VERSION);
    const upload = await this.uploads.own(actor, communeId, id);
    const headers = await this.tus.handle('PATCH', id, tusHeaders(request), pieceOf(request));
    await this.answerCompleted(actor, upload, reply, 204, headers);
  }

  @Delete(':uploadId')
  @Unkeyed('tus says by its offsets what was taken, and a draft becomes one recording')
  @Operation('endUpload', 'Throw an unfinished upload away')
  @spoken
  @ApiResponse({ status: 204, description: 'The upload was removed.' })
  @Refuses('not-found')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Param('uploadId') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.uploads.own(actor, communeId, id);
    await answer(reply, 204, await this.tus.handle('DELETE', id, tusHeaders(request)));
  }

  /** Also an answer that was lost is made up for: whoever asks about a complete upload hears of its recording. */
  private async answerCompleted(
    actor: Actor,
    upload: Upload,
    reply: FastifyReply,
    status: number,
    headers: Headers,
  ): Promise<void> {
    const { recordingId } = await this.uploads.complete(actor, upload);
    if (recordingId === null) void reply.header('Upload-Expires', new Date(uploadKeptUntil(upload)).toUTCString());
    else void reply.header(RECORDING_HEADER, recordingId);
    await answer(reply, status, headers);
  }
}

const ANSWERED = ['tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size', 'upload-offset', 'upload-length'];

async function answer(reply: FastifyReply, status: number, headers: Headers): Promise<void> {
  for (const name of ANSWERED) {
    const value = headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  await reply.status(status).header('Cache-Control', 'no-store').send();
}

/** What of the request belongs to the protocol. */
function tusHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['tus-resumable', 'upload-offset', 'upload-length', 'content-type', 'content-length']) {
    const value = headerOf(request, name);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function pieceOf(request: FastifyRequest): Readable | undefined {
  return request.headers['content-type'] === PIECE ? (request.body as Readable) : undefined;
}
