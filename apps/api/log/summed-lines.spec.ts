import { MINUTE_MS } from '#domain';
import { SummedLines } from './summed-lines';

const written: unknown[] = [];
let lines: SummedLines;
beforeEach(() => {
  written.length = 0;
  lines = new SummedLines((line) => written.push(line));
});
const flood = (kind: string, count: number, atMs: number) => {
  for (let one = 0; one < count; one += 1) lines.note({ kind, address: `10.0.0.${one % 20}` }, atMs);
};

it('few are written one by one', () => {
  flood('refused', 5, 0);
  lines.endMinutes(MINUTE_MS);
  expect(written).toHaveLength(5);
});

it('of a flood the rest is one line at the end of the minute, with some of the addresses', () => {
  flood('refused', 10_000, 0);
  expect(written).toHaveLength(5);
  lines.endMinutes(MINUTE_MS - 1);
  expect(written).toHaveLength(5);
  lines.endMinutes(MINUTE_MS);
  expect(written).toHaveLength(6);
  const { addresses, ...rest } = written.at(-1) as { addresses: readonly string[] };
  expect([addresses.length, rest]).toEqual([10, { kind: 'refused', more: 9_995 }]);
});

it('kinds are counted apart, and each minute begins anew', () => {
  flood('refused', 6, 0);
  flood('signed in', 1, 0);
  flood('refused', 1, MINUTE_MS);
  expect(written).toHaveLength(5 + 1 + 1 + 1);
});
