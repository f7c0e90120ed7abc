// What was signed for the devices, and what they proved.
import type { EvidenceMark, IssuedProgramme, IssuedSettings, StoredReceipt } from '#application';
import { bytes, index, instant, json, key, nullable, table, text, whole } from './table';

export const PROGRAMMES = table<IssuedProgramme>(
  'programmes',
  {
    zoneId: key,
    communeId: text,
    epoch: whole,
    version: whole,
    contentDigest: text,
    envelope: bytes,
    issuedAt: instant,
    leaseUntil: instant,
  },
  { indices: [index('programmes', 'communeId')] },
);

export const CONTROLLER_SETTINGS = table<IssuedSettings>(
  'controller_settings',
  { controllerId: key, communeId: text, version: whole, contentDigest: text, envelope: bytes },
  { indices: [index('controller_settings', 'communeId')] },
);

export const EVIDENCE_MARKS = table<EvidenceMark>('evidence_marks', {
  deviceId: key,
  deviceEpoch: key,
  sequence: whole,
});

export const RECEIPTS = table<StoredReceipt>(
  'receipts',
  {
    deviceId: key,
    deviceEpoch: key,
    sequence: { ...whole, primary: true },
    communeId: text,
    kind: text,
    playbackId: nullable(text),
    deviceAt: instant,
    receivedAt: instant,
    body: json,
  },
  { indices: [index('receipts', 'playbackId')] },
);
