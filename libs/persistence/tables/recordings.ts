// What was received and what became of it. The bytes themselves are kept by the audio store.
import type { RecordingShape, Upload } from '#application';
import type { Recording } from '#domain';
import { index, instant, json, key, nullable, real, table, text, unique, whole } from './table';

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
    draftId: nullable(text),
    trim: nullable(json),
    state: text,
    progress: real,
    attempts: whole,
    refusal: nullable(json),
    warnings: json,
    original: nullable(json),
    rendition: nullable(json),
    removedAt: nullable(instant),
  },
  {
    indices: [
      index('recordings', 'communeId', 'id'),
      index('recordings', 'state'),
      unique('recordings', 'uploadedBy', 'draftId'),
    ],
  },
);

export const WAVEFORMS = table<RecordingShape>('waveforms', { recordingId: key, original: json, rendition: json });

export const UPLOADS = table<Upload>(
  'uploads',
  {
    id: key,
    communeId: text,
    personId: text,
    bytes: whole,
    parcel: json,
    createdAt: instant,
    recordingId: nullable(text),
  },
  { indices: [index('uploads', 'communeId', 'createdAt')] },
);
