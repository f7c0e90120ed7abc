// The bytes of an upload as a stream, whether a form brought them or a plain body. They are never held in memory as a whole.
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { MultipartFields } from '@fastify/multipart';
import { normalText, Problem, RECORDING_LIMITS } from '#domain';
import type { FastifyRequest } from 'fastify';

interface UploadedSound {
  readonly fileName: string;
  readonly source: Readable;
  /** Texts that stood in the form before the file. */
  readonly fields: Readonly<Record<string, string>>;
}

const MAX_NAME_LENGTH = 200;
const NAMELESS = 'recording';

/** Throws Problem `bad-request` when the request brings no file. */
export async function uploadedSound(request: FastifyRequest, fileName: string | undefined): Promise<UploadedSound> {
  if (request.isMultipart()) {
    // The store counts too and says it in words; one byte more, so that it is the one who refuses.
    const part = await request.file({ limits: { files: 1, fileSize: RECORDING_LIMITS.maxBytes + 1 } });
    if (part?.fieldname !== 'file') throw new Problem('bad-request', { field: 'file' });
    return { fileName: shownName(fileName ?? part.filename), source: part.file, fields: textsIn(part.fields) };
  }
  const body = request.body as Readable | undefined;
  if (typeof body?.pipe !== 'function') throw new Problem('bad-request', { field: 'file' });
  return { fileName: shownName(fileName), source: body, fields: {} };
}

function textsIn(fields: MultipartFields): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, part]) =>
      part && 'value' in part && typeof part.value === 'string' ? [[name, normalText(part.value)]] : [],
    ),
  );
}

/** A name that can be shown anywhere: no folders, no control characters, not endless. */
export function shownName(name: string | undefined): string {
  const shown = basename(normalText(name ?? '').replaceAll('\\', '/'))
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, MAX_NAME_LENGTH);
  return shown || NAMELESS;
}
