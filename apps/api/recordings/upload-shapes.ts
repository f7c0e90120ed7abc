// What a sender says of an upload in `Upload-Metadata`.
import type { Upload } from '#application';
import { Problem } from '#domain';
import { uploadMetadata } from '#media';
import { z } from 'zod';
import { shownName } from './uploaded-sound';

const milliseconds = z.coerce.number().int().min(0);

/** What else stands there (a file type, say) is the sender's own business. */
const metadata = z
  .object({
    filename: z.string().max(400).optional(),
    draftId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/)
      .optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
    trimFromMs: milliseconds.optional(),
    trimToMs: milliseconds.optional(),
  })
  .refine(({ trimFromMs, trimToMs }) => (trimFromMs === undefined) === (trimToMs === undefined), {
    path: ['trimToMs'],
  });

/** The header read. Throws Problem `bad-request`. */
export function parcelOf(header: string | undefined) {
  const read = metadata.safeParse(uploadMetadata(header));
  if (!read.success) throw new Problem('bad-request', { issues: read.error.issues });
  const { filename, draftId, sha256, trimFromMs, trimToMs } = read.data;
  const trim = trimFromMs === undefined ? null : { fromMs: trimFromMs, toMs: trimToMs! };
  return { fileName: shownName(filename), draftId, sha256, trim };
}

/** `Upload-Length`. Throws Problem `bad-request`. */
export function lengthOf(header: string | undefined): number {
  const bytes = Number(header ?? Number.NaN);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new Problem('bad-request', { field: 'Upload-Length' });
  return bytes;
}

/** Names the recording that an upload became, once it did. */
export const RECORDING_HEADER = 'Upload-Recording';

/** Where an upload is asked for, continued and ended. */
export function uploadAddress({ communeId, id }: Upload): string {
  return `/api/v1/communes/${communeId}/uploads/${id}`;
}
