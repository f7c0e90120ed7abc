// What was signed for the devices, and what they proved.
import { migration } from './migration';
import { bytes, inKey, index, instant, json, key, large, newTable, nullable, text, whole } from './new-table';

export const DELIVERY_0017 = migration(17, 'baseline-delivery', [
  newTable(
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
    { indexes: [index('communeId')] },
  ),
  newTable(
    'controller_settings',
    { controllerId: key, communeId: text, version: whole, contentDigest: text, envelope: bytes },
    { indexes: [index('communeId')] },
  ),
  newTable('evidence_marks', {
    deviceId: key,
    deviceEpoch: key,
    sequence: large,
  }),
  newTable(
    'receipts',
    {
      deviceId: key,
      deviceEpoch: key,
      sequence: inKey(large),
      communeId: text,
      kind: text,
      playbackId: nullable(text),
      deviceAt: instant,
      receivedAt: instant,
      body: json,
    },
    { indexes: [index('playbackId')] },
  ),
]);
