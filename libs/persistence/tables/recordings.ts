// What was received and what became of it. The bytes themselves are kept by the audio store.
import type { Recording } from '#domain';
import { index, instant, json, key, nullable, real, table, text, whole } from './table';

export const RECORDINGS = table<Recording>(
  'recordings',
  {
    id: key,
    communeId: text,
    sha256: text,
    bytes: whole,
    fileName: text,
    uploadedBy: text,
    receivedAt: instant,
    state: text,
    progress: real,
    attempts: whole,
    refusal: nullable(json),
    warnings: json,
    original: nullable(json),
    rendition: nullable(json),
  },
  { indices: [index('recordings', 'communeId', 'id'), index('recordings', 'state')] },
);
