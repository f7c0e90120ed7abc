// A commune of any size in which daily series sound everywhere: the stage on which planning is measured.
import { newId, type BookingRequest } from '#application';
import { bookingDigestText, DAY_MS, MINUTE_MS, SECOND_MS, type Booking } from '#domain';
import { AFTERNOON, DESK_COMMUNE } from '../../support/desk-commune';
import { DeskWorld } from '../../support/desk-world';
import { sha256Of } from '../../support/memory-disk';
import { insertTold } from '../../support/told-booking';

const ZONES_PER_VILLAGE = 2;
/** The first series starts then, each following one so much later: a hundred fill a day between two silent nights. */
const [FIRST_MINUTE, EVERY_MINUTES] = [330, 9];
const LONG_MS = 10 * SECOND_MS;
const [TOMORROW, IN_THREE_MONTHS] = ['2026-11-22', '2027-02-20'];

/** A commune of so many zones with so many poles each. */
export function communeOf(zones: number, poles = 2): Promise<DeskWorld> {
  const villages = Array.from({ length: zones / ZONES_PER_VILLAGE }, (_, village) => ({
    ...DESK_COMMUNE.villages[0]!,
    name: `số ${village}`,
    zones: [1, 2].map((zone) => ({
      name: `số ${village} ${zone}`,
      controllers: Array.from({ length: poles }, (_, pole) => `số ${village} ${zone} ${pole}`),
    })),
  }));
  const people = DESK_COMMUNE.people.map(({ village: _, ...person }) => person);
  return DeskWorld.open({ ...DESK_COMMUNE, villages, people });
}

/** When a series starts. */
export function startOf(series: number): BookingRequest['start'] {
  const minute = FIRST_MINUTE + series * EVERY_MINUTES;
  const two = (count: number) => String(count).padStart(2, '0');
  return { kind: 'exact', at: `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00` };
}

/** The same booking at another time, approved as it is then. */
export function approvedAt(series: number, booking: Booking, announcementDigest: string): Booking {
  const start = startOf(series);
  const { controllerIds, recurrence, repeats } = booking;
  const text = bookingDigestText({ announcementDigest, controllerIds, start, recurrence, repeats });
  return { ...booking, id: newId(AFTERNOON), start, approvedDigest: sha256Of(Buffer.from(text)) };
}

/** Every day for three months. */
export const DAILY = { kind: 'daily', from: TOMORROW, until: IN_THREE_MONTHS } as const;

/** The same with so many approved daily series over all of it, planned and delivered, and everything settled. */
export async function busyCommune(zones: number, series: number): Promise<DeskWorld> {
  const world = await communeOf(zones);
  const announcement = await world.announcement('Tin hằng ngày', LONG_MS);
  const { id } = await world.onAir(announcement, { start: startOf(0), recurrence: DAILY });
  const { unitOfWork } = world.database;
  const [first] = await unitOfWork.read.bookings.byIds([id]);
  await unitOfWork.run(async (stores) => {
    for (let each = 1; each < series; each += 1) {
      await insertTold(stores, approvedAt(each, first!, announcement.digest!));
    }
    await stores.air.wantPlan(world.communeId);
  });
  await settle(world);
  const week = await unitOfWork.read.air.airingsOfZone(world.zones[0]!.id, AFTERNOON, AFTERNOON + 7 * DAY_MS);
  const ahead = week.filter(({ state }) => state === 'planned').length;
  if (ahead < series) throw new Error(`only ${ahead} airings of ${series} series are planned`);
  return world;
}

/** Plans until a plan has found nothing to change. */
async function settle(world: DeskWorld): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    await world.planner.plan(world.communeId);
    await world.work();
    world.clock.pass(MINUTE_MS);
  }
}
