// The boxes that serve controllers, and the codes that let a box become one.
import { migration } from './migration';
import { flag, index, instant, json, key, newTable, nullable, refersTo, text, unique } from './new-table';

export const DEVICES_0005 = migration(5, 'baseline-devices', [
  newTable(
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
      indexes: [
        index('communeId'),
        // A controller has at most one device that is not retired.
        { ...unique('controllerId'), where: '"retiredAt" IS NULL' },
      ],
      references: [refersTo('controllers', 'controllerId')],
    },
  ),
  newTable(
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
    { indexes: [unique('codeHash')], references: [refersTo('controllers', 'controllerId')] },
  ),
]);
