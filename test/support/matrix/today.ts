// What is on the air of the day in which the matrix is asked, for each side of the walls: something that was approved, and something that
// somebody only asks for. Lists are compared by what they tell of it.
import type { Stores } from '#application';
import type { Announcement, Instant, SoundRef } from '#domain';
import { aBooking, anAiring, anAnnouncement, aRundown } from '../factories';
import { insertTold } from '../told-booking';

/** Where it sounds, and by whom it was made. */
interface Air {
  readonly side: string;
  readonly communeId: string;
  readonly villageId: string;
  readonly zoneIds: readonly string[];
  readonly controllerIds: readonly string[];
  readonly sound: SoundRef;
}

const DATE = '2026-11-23';
/** What is of the whole commune sounds beside what is of one village. */
const TIMES = { approved: { whole: '17:20', village: '17:05' }, asked: { whole: '17:40', village: '17:30' } } as const;

/** One thing that was approved, by the announcement that is given, and one that waits: the wish of somebody for an air of their own. */
export async function makeToday(stores: Stores, air: Air, approved: Announcement, now: Instant): Promise<void> {
  const { side, communeId, villageId, zoneIds, controllerIds, sound } = air;
  const id = (kind: string) => `${side}-${kind}`;
  const when = side === 'whole' ? 'whole' : 'village';
  const wish = { ...approved, id: id('wish'), title: `Ý ${side}` };
  await stores.announcements.insert(anAnnouncement(wish));
  const on = {
    communeId,
    zoneIds,
    controllerIds,
    createdBy: id('maker'),
    createdAt: now,
    recurrence: { kind: 'once', date: DATE },
  } as const;
  const agreed = {
    state: 'approved',
    approvedBy: id('other'),
    approvedAt: now,
    approvedDigest: 'd'.repeat(64),
  } as const;
  const start = (what: keyof typeof TIMES) => ({ kind: 'exact', at: TIMES[what][when] }) as const;
  await insertTold(
    stores,
    aBooking({ ...on, ...agreed, id: id('booking-3'), announcementId: approved.id, start: start('approved') }),
  );
  await insertTold(stores, aBooking({ ...on, id: id('proposal'), announcementId: wish.id, start: start('asked') }));

  const startsAt = Date.parse(`${DATE}T${TIMES.asked[when]}:00+07:00`);
  const zoneId = zoneIds[0]!;
  const slot = { communeId, villageId, zoneId, slotKey: `at-${side}`, slotName: 'Chiều', localDate: DATE, startsAt };
  await stores.air.putRundowns([aRundown({ ...slot, id: id('rundown-2') })]);
  const held = { state: 'held', bookingId: id('proposal'), announcementId: wish.id, title: wish.title } as const;
  const sounds = { zoneId, communeId, controllerIds, startsAt, sounds: [sound], rundownId: id('rundown-2') };
  await stores.air.putAirings([anAiring({ ...held, ...sounds, id: id('held') })]);
}

/** A silent test of every pole. */
export async function makeSelfTest(
  { selfTests }: Stores,
  { communeId, controllerIds }: Pick<Air, 'communeId' | 'controllerIds'>,
  now: Instant,
): Promise<void> {
  const ended = { orderedBy: null, nonce: 'n', sound: null, startedAt: now, deadlineAt: now, endedAt: now };
  const results = controllerIds.map((controllerId) => {
    const of = { id: `result-${controllerId}`, testId: 'self-test', communeId, controllerId };
    return { ...of, state: 'passed', findings: null, answeredAt: now } as const;
  });
  await selfTests.insert({ ...ended, id: 'self-test', communeId, localDate: DATE }, results);
}
