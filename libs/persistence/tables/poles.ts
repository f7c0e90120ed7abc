// How poles are doing: when they came and went, what they last said of themselves, and whose alerts are silenced.
import type { PoleMute, PoleReport, PresenceChange } from '#domain';
import { flag, index, instant, key, nullable, table, text, whole } from './table';

export const PRESENCE_CHANGES = table<PresenceChange>(
  'presence_changes',
  {
    controllerId: key,
    at: { ...instant, primary: true },
    communeId: text,
    online: flag,
    toldAt: nullable(instant),
  },
  { indices: [index('presence_changes', 'communeId', 'at')] },
);

export const POLE_REPORTS = table<PoleReport>(
  'pole_reports',
  {
    deviceId: key,
    communeId: text,
    controllerId: text,
    receivedAt: instant,
    uncertaintyMs: whole,
    uptimeMs: whole,
    soundsWanted: whole,
    soundsHeld: whole,
    bytesWanted: whole,
    bytesHeld: whole,
    airingId: nullable(text),
    volumePercent: whole,
  },
  { indices: [index('pole_reports', 'communeId')] },
);

export const POLE_MUTES = table<PoleMute>(
  'pole_mutes',
  { controllerId: key, communeId: text, until: instant, mutedBy: text, mutedAt: instant },
  { indices: [index('pole_mutes', 'communeId')] },
);
