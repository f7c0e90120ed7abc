// Fifty operators book the same slot at the same moment, over HTTP. Exactly those that fit get in, nothing overlaps, and everybody else is
// told why and what would do instead.
import { AirPlanner, newId } from '#application';
import { MINUTE_MS, overlaps, type LocalDate } from '#domain';
import { ApiBench, PASSWORD } from '../support/api-bench';
import { ApiPerson, type Reply } from '../support/api-person';
import { aGrant, aPerson } from '../support/factories';

const OPERATORS = 50;
/** Four minutes each; a rundown may sound for 45. */
const REPEATS = 4;
const FITTING = 11;

interface WayOut {
  readonly kind: string;
  readonly start: object;
  readonly recurrence: object;
  readonly repeats: number;
  readonly replaces: readonly string[];
}

let bench: ApiBench;
let operators: readonly ApiPerson[];
let commune: string;
let announcementId: string;
let slotId: string;

beforeAll(async () => {
  bench = await ApiBench.open();
  const { id: communeId } = bench.home.commune;
  await bench.unitOfWork.run(async ({ people }) => {
    for (let number = 1; number <= OPERATORS; number += 1) {
      const [id, login] = [newId(bench.clock.now()), `can-bo-${number}`];
      const passwordHash = `plain:${PASSWORD}`;
      await people.insertPerson(aPerson({ id, communeId, name: login, login, passwordHash }));
      await people.insertGrant(aGrant({ id: newId(bench.clock.now()), communeId, personId: id }));
    }
  });
  await bench.app.listen(0, '127.0.0.1');
  const url = await bench.app.getUrl();
  operators = await Promise.all(
    Array.from({ length: OPERATORS }, (_, index) => ApiPerson.signIn(url, `can-bo-${index + 1}`, PASSWORD)),
  );
  commune = `/communes/${communeId}`;
  const mai = await bench.signIn('mai');
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Tiêm phòng' }];
  announcementId = (await operators[0]!.post(`${commune}/announcements`, { title: 'Tiêm phòng', versions })).body.id;
  await operators[0]!.post(`/announcements/${announcementId}/submit`);
  const slots = await bench.unitOfWork.read.places.slots(communeId);
  slotId = slots.find(({ name }) => name === 'Chiều')!.id;
});
afterAll(() => bench.close());

const request = (date: LocalDate) => ({
  announcementId,
  wholeCommune: true,
  start: { kind: 'slot', slotId },
  recurrence: { kind: 'once', date },
  repeats: REPEATS,
  // All fifty mean it.
  duplicateOk: true,
});

async function itemsOnAir(date: LocalDate) {
  const { air, places } = bench.unitOfWork.read;
  const [from, to] = [Date.parse(`${date}T00:00:00+07:00`), Date.parse(`${date}T24:00:00+07:00`)];
  const zones = await places.zones(bench.home.commune.id);
  const airings = await Promise.all(zones.map(({ id }) => air.airingsOfZone(id, from, to)));
  return airings.map((ofZone) => ofZone.filter(({ kind, state }) => kind === 'item' && state === 'held'));
}

describe('fifty operators at once', () => {
  it.each(['2026-11-23', '2026-11-24'])(
    'on %s: those that fit are in, the others know why and what would do',
    async (date) => {
      const replies = await Promise.all(operators.map((each) => each.post(`${commune}/bookings`, request(date))));
      const refused = replies.filter(({ status }) => status !== 201);
      expect(replies.length - refused.length).toBe(FITTING);
      for (const { status, body } of refused) {
        expect([status, body.code]).toEqual([409, 'booking-over-rundown-limit']);
        expect(body.conflicts).toHaveLength(2);
      }
      // The later ones found the next slots and the one free minute; those who asked then had all of it to choose from.
      const ways = refused.map(
        ({ body }: Reply) => body.alternatives.map(({ kind }: WayOut) => kind) as readonly string[],
      );
      expect(ways.filter((each) => each.includes('next-slot') && each.includes('replace'))).toHaveLength(
        refused.length,
      );

      await bench.app.get(AirPlanner).plan(bench.home.commune.id);
      for (const items of await itemsOnAir(date)) {
        expect(items).toHaveLength(FITTING * REPEATS);
        const times = items.map(({ startsAt, durationMs }) => ({ from: startsAt, to: startsAt + durationMs }));
        expect(times.filter((time, index) => times.slice(index + 1).some((other) => overlaps(time, other)))).toEqual(
          [],
        );
        expect(times.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(45 * MINUTE_MS);
      }

      const { body: problem } = refused[0]!;
      const other: WayOut = problem.alternatives.find(({ kind }: WayOut) => kind === 'fewer-repeats');
      const { start, recurrence, repeats, replaces } = other;
      const taken = await operators[0]!.post(`${commune}/bookings`, {
        ...request(date),
        start,
        recurrence,
        repeats,
        replaces,
      });
      expect([taken.status, taken.body.repeats]).toEqual([201, 1]);
    },
    // A guard against hanging, not a measure of speed.
    180_000,
  );
});
