// The boxes that serve controllers, and the codes that let a box become one.
import type { Device, EnrolmentCode } from '#domain';
import { flag, index, instant, json, key, nullable, refersTo, table, text, unique } from './table';

export const DEVICES = table<Device>(
  'devices',
  {
    id: key,
    communeId: text,
    controllerId: text,
    publicKey: text,
    credentialHash: text,
    enrolledAt: instant,
    retiredAt: nullable(instant),
    online: flag,
    lastSeenAt: nullable(instant),
    programme: nullable(json),
  },
  {
    indices: [
      index('devices', 'communeId'),
      // A controller has at most one device that is not retired.
      { ...unique('devices', 'controllerId'), where: '"retiredAt" IS NULL' },
    ],
    foreignKeys: [refersTo('controllers', 'controllerId')],
  },
);

export const ENROLMENT_CODES = table<EnrolmentCode>(
  'enrolment_codes',
  {
    id: key,
    communeId: text,
    controllerId: text,
    codeHash: text,
    expiresAt: instant,
    usedAt: nullable(instant),
    issuedBy: nullable(text),
  },
  { indices: [unique('enrolment_codes', 'codeHash')], foreignKeys: [refersTo('controllers', 'controllerId')] },
);
