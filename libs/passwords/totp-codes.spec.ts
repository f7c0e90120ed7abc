import { CODE_STEP_MS } from '#domain';
import { TotpCodes } from './totp-codes';

const codes = new TotpCodes();
/** The secret and the instants of RFC 6238, appendix B; the last six of its eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('knows the code of the standard at %i', (seconds, code) => {
  const at = seconds * 1_000;
  const step = Math.floor(at / CODE_STEP_MS);
  expect(codes.stepOf(SECRET, code, at)).toBe(step);
  // A phone whose clock is a step ahead or behind, and no more.
  expect([-1, 1].map((steps) => codes.stepOf(SECRET, code, at + steps * CODE_STEP_MS))).toEqual([step, step]);
  expect([-2, 2].map((steps) => codes.stepOf(SECRET, code, at + steps * CODE_STEP_MS))).toEqual([null, null]);
});

it('makes secrets of 160 bits, each another, and an address that names whose they are', () => {
  const [one, two] = [codes.newSecret(), codes.newSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(two).not.toBe(one);
  const address = new URL(codes.addressOf(one, 'Loa Làng', 'mai'));
  expect(decodeURIComponent(address.pathname)).toBe('/Loa Làng:mai');
  expect(address.searchParams.get('secret')).toBe(one);
});
