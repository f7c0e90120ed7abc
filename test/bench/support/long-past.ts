// A commune that has been on the air for years, straight in the database: what is long past must not be paid for.
import { DAY_MS } from '#domain';
import { AFTERNOON } from '../../support/desk-commune';
import type { DeskWorld } from '../../support/desk-world';
import { openPlain } from '../../support/plain-sqlite';

/** Past airings of one rundown, and of one booking. */
const [PER_RUNDOWN, PER_BOOKING] = [10, 100];
/** One every ten minutes in each zone: a million are nearly five years. */
const EVERY_MS = 600_000;

/** Columns of a row, and what stands in them in the copies; `n` is the number of the copy. */
type Changes = Readonly<Record<string, string>>;

/** Copies one row with the numbers before `before`. */
async function multiply(path: string, table: string, id: string, changes: Changes, before: number): Promise<void> {
  const plain = await openPlain(path);
  try {
    const columns = (await plain.all<{ name: string }>(`PRAGMA table_info(${table})`)).map(({ name }) => name);
    const values = columns.map((name) => changes[name] ?? `template."${name}"`);
    await plain.all(
      `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${before})
       INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join()})
       SELECT ${values.join()} FROM numbers, ${table} AS template WHERE template."id" = ?`,
      id,
    );
  } finally {
    await plain.close();
  }
}

/** Gives a commune a past of so many airings, with their rundowns and their finished bookings: copies of that booking and its airing. */
export async function lengthenPast(world: DeskWorld, bookingId: string, to: number): Promise<void> {
  const { path } = world.database;
  const [airing] = await world.database.unitOfWork.read.air.airingsOfBooking(bookingId);
  const zones = world.zones.map(({ id }, place) => `WHEN ${place} THEN '${id}'`).join(' ');
  const zoneOf = (n: string) => `CASE ${n} % ${world.zones.length} ${zones} END`;
  const startOf = (n: string) => `${AFTERNOON - 2 * DAY_MS} - (${n} / ${world.zones.length}) * ${EVERY_MS}`;
  await multiply(path, 'bookings', bookingId, { id: `'past booking ' || n`, state: `'finished'` }, to / PER_BOOKING);
  const firstOf = `(n * ${PER_RUNDOWN})`;
  await multiply(
    path,
    'rundowns',
    airing!.rundownId,
    {
      id: `'past rundown ' || n`,
      zoneId: zoneOf(firstOf),
      startsAt: startOf(firstOf),
      endsAt: `${startOf(firstOf)} + 60000`,
    },
    to / PER_RUNDOWN,
  );
  await multiply(
    path,
    'airings',
    airing!.id,
    {
      id: `'past airing ' || n`,
      rundownId: `'past rundown ' || (n / ${PER_RUNDOWN})`,
      bookingId: `'past booking ' || (n / ${PER_BOOKING})`,
      zoneId: zoneOf('n'),
      startsAt: startOf('n'),
    },
    to,
  );
}
