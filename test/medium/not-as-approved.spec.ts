// Somebody with a hand in the database file changes what was approved: nothing of it sounds, everybody who looks sees why, and people are told,
// once. What was approved beside it sounds.
import { AirPlanner, sha256Of, type AnnouncementView } from '#application';
import {
  bookingDigestText,
  DAY_MS,
  MINUTE_MS,
  SECOND_MS,
  untitledDigestText,
  type Airing,
  type Booking,
  type Emergency,
} from '#domain';
import { noticeText } from '#words';
import { DeskWorld } from '../support/desk-world';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';
import { refusal } from '../support/refusal';

let world: DeskWorld;
let plain: PlainConnection;
beforeEach(async () => {
  world = await DeskWorld.open();
  plain = await openPlain(world.database.path);
});
afterEach(async () => {
  await plain.close();
  await world.close();
});

const plan = () => world.get(AirPlanner).plan(world.communeId);
const read = () => world.database.unitOfWork.read;

/** What is written of the first zone, in order. */
async function airings(): Promise<readonly Airing[]> {
  const now = world.clock.now();
  const all = await read().air.airingsOfZone(world.zones[0]!.id, now - DAY_MS, now + DAY_MS);
  return all.filter(({ kind }) => kind === 'item');
}
const standing = async () =>
  (await airings()).map(({ title, state, reason }) => [title, state, ...(reason ? [reason] : [])].join(' ')).sort();

async function noticesOf(login: string): Promise<readonly string[]> {
  const { items } = await read().notices.ofPerson(world.person(login).personId, { limit: 50 });
  return items.filter(({ kind }) => kind === 'not-as-approved').map((notice) => noticeText('vi', notice));
}

/** The log of that time says something else. */
async function sayInLog(subjectId: string, kind: string, path: string, value: string): Promise<void> {
  const triggers = await plain.all<{ name: string; sql: string }>(
    `SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'trigger' AND "tbl_name" = 'events'`,
  );
  for (const { name } of triggers) await plain.all(`DROP TRIGGER "${name}"`);
  const found = `"subjectId" = '${subjectId}' AND "kind" = '${kind}'`;
  await plain.all(`UPDATE events SET "details" = json_set("details", '${path}', ?) WHERE ${found}`, value);
  for (const { sql } of triggers) await plain.all(sql);
}

/** On air two minutes after each other from 17:05 on, ten seconds each; planned together. */
async function onAir<Titles extends readonly string[]>(
  ...titles: Titles
): Promise<{ [Title in keyof Titles]: Booking }> {
  const announcements: AnnouncementView[] = [];
  for (const title of titles) announcements.push(await world.announcement(title, 10_000));
  const approved: Booking[] = [];
  for (const [place, announcement] of announcements.entries()) {
    const at = `17:${String(5 + 2 * place).padStart(2, '0')}:00`;
    const wish = world.request(announcement, { start: { kind: 'exact', at } });
    const { id, digest } = await world.bookings.propose(world.person('mai'), world.communeId, wish);
    approved.push(await world.bookings.approve(world.person('toan'), id, digest!));
  }
  await plan();
  return approved as { [Title in keyof Titles]: Booking };
}

/** What is changed of an announcement or its recording; `$other`: another announcement, which is approved too. */
const CONTENTS: Readonly<Record<string, string>> = {
  'another recording':
    'UPDATE announcements SET "versions" = (SELECT "versions" FROM announcements WHERE "id" = $other) WHERE "id" = $announcement',
  title: `UPDATE announcements SET "title" = 'Bán đất' WHERE "id" = $announcement`,
  'another sound':
    'UPDATE recordings SET "rendition" = (SELECT "rendition" FROM recordings WHERE "id" <> $recording LIMIT 1) WHERE "id" = $recording',
};

/** What is changed of a booking. */
const BOOKINGS: Readonly<Record<string, string>> = {
  start: `UPDATE bookings SET "start" = '{"kind":"exact","at":"17:55:00"}' WHERE "id" = $booking`,
  'another announcement': 'UPDATE bookings SET "announcementId" = $other WHERE "id" = $booking',
  'other places': `UPDATE bookings SET "zoneIds" = '["elsewhere"]' WHERE "id" = $booking`,
  'a day taken out': `UPDATE bookings SET "cancelledDates" = '["2026-11-20","2026-11-21"]' WHERE "id" = $booking`,
  lateness: 'UPDATE bookings SET "lateLimitMs" = 600000 WHERE "id" = $booking',
  order: 'UPDATE bookings SET "precedence" = -5 WHERE "id" = $booking',
  'after an interruption': `UPDATE bookings SET "afterInterruption" = 'report' WHERE "id" = $booking`,
  purpose: `UPDATE bookings SET "purpose" = 'correction' WHERE "id" = $booking`,
  'cancelled by nobody': `UPDATE bookings SET "state" = 'cancelled' WHERE "id" = $booking`,
  'proposed again': `UPDATE bookings SET "state" = 'proposed' WHERE "id" = $booking`,
  'taken away': 'DELETE FROM bookings WHERE "id" = $booking',
};

it.each([
  ['what it says', CONTENTS],
  ['what was booked', BOOKINGS],
])('is silent, is seen and is told once, whatever of it was changed: %s', async (_, hands) => {
  const [untouched, ...others] = await onAir('Chợ phiên', ...Object.keys(hands));
  const statements: string[] = [];
  for (const [place, sql] of Object.values(hands).entries()) {
    const { id, announcementId } = others[place]!;
    const { versions } = (await read().announcements.announcement(announcementId))!;
    const ids = { $booking: id, $other: untouched.announcementId, $announcement: announcementId };
    const values: Readonly<Record<string, string>> = { ...ids, $recording: versions[0]!.recordingId };
    statements.push(sql.replace(/\$\w+/g, (name) => `'${values[name]}'`));
  }
  const all = (await airings()).map(({ bookingId }) => bookingId);
  expect(await standing()).toEqual(expect.not.arrayContaining([expect.stringContaining('not-as-approved')]));

  for (const statement of statements) await plain.all(statement);
  await plan();

  const later = await airings();
  for (const bookingId of new Set(all)) {
    const own = later
      .filter((airing) => airing.bookingId === bookingId)
      .map(({ state, reason }) => `${state} ${reason}`);
    if (bookingId === untouched.id) expect(own).toEqual(['planned null']);
    else {
      expect(own.join()).toContain('not-as-approved');
      expect(own.join()).not.toContain('planned');
    }
  }
  const told = await noticesOf('toan');
  expect(told).toHaveLength(statements.length);
  expect(told[0]).toContain('bị đổi khác với lúc được duyệt');
  for (const title of Object.keys(hands)) expect(told.join()).toContain(`"${title}"`);
  world.clock.pass(MINUTE_MS);
  await plan();
  expect(await noticesOf('toan')).toEqual(told);
});

it('is silent within the show lock too, is cut off while it sounds, and sounds again once it is as it was approved', async () => {
  const [soon, late] = await onAir('Họp bản', 'Chợ phiên');
  const moveTo = (at: string) =>
    plain.all(`UPDATE bookings SET "start" = '{"kind":"exact","at":"${at}"}' WHERE "id" = '${soon.id}'`);
  await moveTo('17:20:00');
  await plan();
  expect(await standing()).toEqual(['Chợ phiên planned', 'Họp bản dropped not-as-approved']);
  await moveTo('17:05:00');
  await plan();
  expect(await standing()).toEqual(['Chợ phiên planned', 'Họp bản planned']);

  const [{ startsAt }] = (await airings()) as [Airing];
  world.clock.pass(startsAt + SECOND_MS - world.clock.now());
  await moveTo('17:20:00');
  await plan();
  expect(await airings()).toMatchObject([
    { bookingId: soon.id, startsAt, state: 'cancelled', reason: 'not-as-approved' },
    { bookingId: late.id, state: 'planned' },
  ]);
});

it('what was written into the plan itself is planned anew, as its booking says', async () => {
  await onAir('Họp bản', 'Chợ phiên');
  const before = await airings();
  await plain.all(`UPDATE airings SET "title" = 'Bán đất', "sounds" = (SELECT "sounds" FROM airings WHERE "title" = 'Chợ phiên')
    WHERE "title" = 'Họp bản'`);
  await plan();
  expect(await airings()).toEqual(before);
});

it('what was approved before the title belonged to the digest sounds as ever', async () => {
  const [{ id, announcementId }] = await onAir('Họp bản');
  const { title, messageClass, versions } = (await read().announcements.announcement(announcementId))!;
  const [recording] = await read().recordings.byIds(versions.map(({ recordingId }) => recordingId));
  const { sha256: recordingSha256, rendition } = recording!;
  const spoken = { ...versions[0]!, recordingSha256, renditionSha256: rendition!.sha256 };
  const former = sha256Of(untitledDigestText({ title, messageClass, versions: [spoken] }));
  const booking = (await read().bookings.booking(id))!;
  const digest = sha256Of(bookingDigestText({ ...booking, announcementDigest: former }));
  expect(digest).not.toBe(booking.approvedDigest);
  await plain.all(`UPDATE bookings SET "approvedDigest" = '${digest}'`);
  await sayInLog(id, 'booking.approved', '$.digest', digest);
  await plan();
  expect(await standing()).toEqual(['Họp bản planned']);
});

it('an emergency says nothing but what was approved and asked for', async () => {
  const warning = await world.announcement('Lũ quét', 30_000, 'emergency');
  await world.announcements.approve(world.person('toan'), warning.id, warning.digest!);
  const { versions } = await world.announcement('Bán đất', 20_000);
  const asked = { announcementId: warning.id, wholeCommune: true, minutes: 2, reason: 'lũ về' };
  const request = () => world.emergencies.request(world.person('mai'), world.communeId, asked);
  const { id, plays } = await request();
  const confirm = () => world.emergencies.confirm(world.person('toan'), id);
  const write = (sql: string, value: unknown) => plain.all(sql, JSON.stringify(value));

  const [sold] = await read().recordings.byIds(versions.map(({ recordingId }) => recordingId));
  await write('UPDATE emergencies SET "plays" = ?', [{ ...plays[0]!, sounds: [sold!.rendition] }]);
  expect(await refusal(confirm())).toBe('not-as-approved');
  await write('UPDATE emergencies SET "plays" = ?', plays);
  await write(`UPDATE announcements SET "versions" = ? WHERE "id" = '${warning.id}'`, versions);
  expect(await refusal(confirm())).toBe('not-as-approved');
  expect(await refusal(request())).toBe('not-as-approved');
  await write(`UPDATE announcements SET "versions" = ? WHERE "id" = '${warning.id}'`, warning.versions);
  expect(await confirm()).toMatchObject({ state: 'on_air' });
});

it.each([
  [
    'where it sounds',
    'plays',
    ({ plays }: Emergency) => plays.map((play) => ({ ...play, zones: play.zones.slice(1) })),
  ],
  ['its villages', 'zoneIds', ({ zoneIds }: Emergency) => [...zoneIds, 'zone of others']],
  ['its poles', 'controllerIds', ({ controllerIds }: Emergency) => [...controllerIds, 'pole of others']],
  ['who asked', 'requestedBy', () => 'somebody else'],
  ['when, and so for how long', 'requestedAt', ({ requestedAt }: Emergency) => requestedAt - 10 * SECOND_MS],
  ['how long it sounds', 'endsAt', ({ endsAt }: Emergency) => endsAt + 20 * MINUTE_MS],
] as const)('a request of an emergency is confirmed as it was asked for: %s', async (_, field, altered) => {
  const warning = await world.announcement('Lũ quét', 30_000, 'emergency');
  await world.announcements.approve(world.person('toan'), warning.id, warning.digest!);
  const asked = { announcementId: warning.id, wholeCommune: true, minutes: 2, reason: 'lũ về' };
  const emergency = await world.emergencies.request(world.person('mai'), world.communeId, asked);
  const confirm = () => world.emergencies.confirm(world.person('toan'), emergency.id);
  const write = (value: unknown) =>
    plain.all(`UPDATE emergencies SET "${field}" = ?`, typeof value === 'object' ? JSON.stringify(value) : value);

  await write(altered(emergency));
  expect(await refusal(confirm())).toBe('not-as-approved');
  await write(emergency[field]);
  expect(await confirm()).toMatchObject({ state: 'on_air' });
});
