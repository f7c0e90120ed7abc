// The list of what may stand in the way of a booking is written by hand, and the description of the API is made from it: here it is held to the
// sentences.
import { PROBLEM_CODES } from '#domain';
import { words } from '#words';
import { CONFLICTS } from './presented-booking';

it('every refusal of a booking that tells the conflicts stands in the description of the API', () => {
  const told = PROBLEM_CODES.filter(
    (code) => code.startsWith('booking-') && words('en').problems[code].detail.includes('{conflicts}'),
  );
  const described: readonly string[] = CONFLICTS;
  expect(told.filter((code) => !described.includes(code))).toEqual([]);
});
