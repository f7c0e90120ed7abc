// What looking for conflicts costs a commune after months and after years: what is long past must not be paid for. Run by `npm run bench`.
import type { BookingRequest } from '#application';
import { DAY_MS } from '#domain';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';
import { openPlain } from '../support/plain-sqlite';

const FEW = 10_000;
const MANY = 1_000_000;
/** Past airings of one rundown, and of one booking. */
const [PER_RUNDOWN, PER_BOOKING] = [10, 100];
/** One every ten minutes in each zone: a million are nearly five years. */
const EVERY_MS = 600_000;
const LOOKUPS = 60;
/** Flat, give or take what a shared machine adds. */
const MOST_RATIO = 1.3;

let world: DeskWorld;
beforeAll(async () => (world = await DeskWorld.open()));
afterAll(() => world.close());

/** Columns of a row, and what stands in them in the copies; `n` is the number of the copy. */
type Changes = Readonly<Record<string, string>>;

/** Copies one row with the numbers from `first` on and before `before`. */
async function multiply(table: string, id: string, changes: Changes, first: number, before: number): Promise<void> {
  const plain = await openPlain(world.database.path);
  try {
    const columns = (await plain.all<{ name: string }>(`PRAGMA table_info(${table})`)).map(({ name }) => name);
    const values = columns.map((name) => changes[name] ?? `template."${name}"`);
    await plain.all(
      `WITH RECURSIVE numbers (n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${before})
       INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join()})
       SELECT ${values.join()} FROM numbers, ${table} AS template WHERE template."id" = ?`,
      id,
    );
  } finally {
    await plain.close();
  }
}

/** Makes the past longer: so many airings in all, with their rundowns and their finished bookings. */
async function lengthenPast(bookingId: string, from: number, to: number): Promise<void> {
  const [airing] = await world.database.unitOfWork.read.air.airingsOfBooking(bookingId);
  const zones = world.zones.map(({ id }, place) => `WHEN ${place} THEN '${id}'`).join(' ');
  const zoneOf = (n: string) => `CASE ${n} % ${world.zones.length} ${zones} END`;
  const startOf = (n: string) => `${AFTERNOON - 2 * DAY_MS} - (${n} / ${world.zones.length}) * ${EVERY_MS}`;
  await multiply(
    'bookings',
    bookingId,
    { id: `'past booking ' || n`, state: `'finished'` },
    from / PER_BOOKING,
    to / PER_BOOKING,
  );
  const firstOf = `(n * ${PER_RUNDOWN})`;
  await multiply(
    'rundowns',
    airing!.rundownId,
    {
      id: `'past rundown ' || n`,
      zoneId: zoneOf(firstOf),
      startsAt: startOf(firstOf),
      endsAt: `${startOf(firstOf)} + 60000`,
    },
    from / PER_RUNDOWN,
    to / PER_RUNDOWN,
  );
  await multiply(
    'airings',
    airing!.id,
    {
      id: `'past airing ' || n`,
      rundownId: `'past rundown ' || (n / ${PER_RUNDOWN})`,
      bookingId: `'past booking ' || (n / ${PER_BOOKING})`,
      zoneId: zoneOf('n'),
      startsAt: startOf('n'),
    },
    from,
    to,
  );
}

/** Median of the processor time that one lookup takes in this process, in milliseconds; waiting for other programs is not counted. */
async function medianCpuMs(request: BookingRequest): Promise<number> {
  const costs: number[] = [];
  for (let lookup = 0; lookup < LOOKUPS; lookup += 1) {
    const before = process.cpuUsage();
    const { conflicts, alternatives } = await world.bookings.check(world.person('mai'), world.communeId, request);
    const { user, system } = process.cpuUsage(before);
    if (conflicts.length === 0 || alternatives.length === 0) throw new Error('nothing was looked up');
    costs.push((user + system) / 1_000);
  }
  return costs.sort((a, b) => a - b)[LOOKUPS / 2]!;
}

it('costs the same after a million airings as after ten thousand', async () => {
  const standing = await world.onAir(await world.announcement('Thời sự'));
  const request = world.request(await world.announcement('Chen vào'), { start: { kind: 'exact', at: '17:10:10' } });
  await lengthenPast(standing.id, 0, FEW);
  await medianCpuMs(request);
  const fewMs = await medianCpuMs(request);
  await lengthenPast(standing.id, FEW, MANY);
  const manyMs = await medianCpuMs(request);
  const ratio = manyMs / fewMs;
  process.stdout.write(
    `conflict lookup, median processor time: ${fewMs.toFixed(2)} ms with ${FEW} past airings, ` +
      `${manyMs.toFixed(2)} ms with ${MANY}; ratio ${ratio.toFixed(2)}\n`,
  );
  expect(ratio).toBeLessThanOrEqual(MOST_RATIO);
}, 900_000);
