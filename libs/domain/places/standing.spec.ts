// A box knows more than its server only where the server cannot have told it, or stored it, by this database.
import { NOON } from '../../../test/support/factories';
import { knowsMore } from './standing';

const issued = { epoch: 2, version: 7, issuedAt: NOON };
const box = { programme: issued, acknowledged: 10 };
const known = { epoch: 2, issued, stored: 10, accepted: { epoch: 2, version: 7 } };

it.each([
  ['follows what was issued, and was acknowledged what is stored', box, known, false],
  ['is behind', { programme: { ...issued, version: 6 }, acknowledged: 3 }, known, false],
  ['follows a newer programme', { ...box, programme: { ...issued, version: 8 } }, known, true],
  [
    'follows one of the same number that was issued at another time',
    { ...box, programme: { ...issued, issuedAt: NOON + 1 } },
    known,
    true,
  ],
  ['follows a programme of a zone that has none', box, { ...known, issued: undefined }, true],
  ['follows a higher epoch', { ...box, programme: { ...issued, epoch: 3, version: 1 } }, known, true],
  ['names an epoch that nobody reached', { ...box, programme: { ...issued, epoch: 9_000 } }, known, false],
  ['was acknowledged more than is stored', { ...box, acknowledged: 11 }, known, true],
  [
    'has no programme yet and was acknowledged more',
    { programme: null, acknowledged: 1 },
    { ...known, stored: 0, accepted: null },
    true,
  ],
  ['follows the epoch before', { programme: { ...issued, epoch: 1, version: 9 }, acknowledged: 99 }, known, false],
  [
    'follows this epoch, but only begins to prove it',
    { ...box, acknowledged: 99 },
    { ...known, accepted: { epoch: 1, version: 9 } },
    false,
  ],
] as const)('a box that %s', (_what, says, here, expected) => {
  expect(knowsMore(says, here)).toBe(expected);
});
