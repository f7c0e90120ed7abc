// What was received and what became of it. No draft of a person becomes two recordings.
import { migration } from './migration';
import { index, instant, json, key, large, newTable, nullable, real, text, unique, whole } from './new-table';

export const RECORDINGS_0007 = migration(7, 'baseline-recordings', [
  newTable(
    'recordings',
    {
      id: key,
      communeId: text,
      sha256: text,
      bytes: large,
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
    },
    {
      indexes: [index('communeId', 'id'), index('state'), unique('uploadedBy', 'draftId')],
    },
  ),
  newTable('waveforms', { recordingId: key, original: json, rendition: json }),
  // What comes in pieces and is not whole yet.
  newTable(
    'uploads',
    {
      id: key,
      communeId: text,
      personId: text,
      bytes: large,
      parcel: json,
      createdAt: instant,
      recordingId: nullable(text),
    },
    { indexes: [index('communeId', 'createdAt')] },
  ),
]);
