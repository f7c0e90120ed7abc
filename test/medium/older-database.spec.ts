// A server that starts from an older copy of its database, under poles that know more than it: they find together again, and whatever the poles
// hold that the copy does not know is told and falls silent. Real brains, real stores; what truly sounded is the horns' own log.
import { DatabaseAge } from '#application';
import { MINUTE_MS, Problem, SECOND_MS, type Playback } from '#domain';
import { copyOf } from '../support/database';
import { DeskFleet } from '../support/desk-fleet';
import { DeskWorld } from '../support/desk-world';

const POLES = ['Nà Khoang 1', 'Phìn Sử 1'];

let world: DeskWorld;
let fleet: DeskFleet;
beforeEach(async () => {
  world = await DeskWorld.open();
  fleet = await DeskFleet.open(world, POLES);
});
afterEach(async () => {
  await fleet.close();
  await world.close();
});

const read = () => world.database.unitOfWork.read;

const copy = () => copyOf(world.database);

/** The server starts again, from this copy. `witness`: whether the file beside it was left as it was. */
async function restore(bytes: Uint8Array, witness: 'kept' | 'lost'): Promise<void> {
  if (witness === 'lost') world.witness.seen = undefined;
  world = await DeskWorld.restored(world, bytes);
  await fleet.servedBy(world);
}

async function onAir(title: string, at: string, durationMs = 20 * SECOND_MS): Promise<string> {
  const announcement = await world.announcement(title, durationMs);
  return (await world.onAir(announcement, { start: { kind: 'exact', at }, lateReason: 'gấp' })).id;
}

async function states(bookingId: string): Promise<readonly Playback['state'][]> {
  const served = new Set(POLES.map((name) => world.controllerId(name)));
  const airings = await read().air.airingsOfBooking(bookingId);
  const playbacks = await read().air.playbacksOfAirings(airings.map(({ id }) => id));
  return playbacks.filter(({ controllerId }) => served.has(controllerId)).map(({ state }) => state);
}

/** When each pole began to sound, by the clock on the wall. */
const heard = () => POLES.map((name) => fleet.poles.get(name)!.heard.map(({ startedAt }) => wallTime(startedAt)));
const wallTime = (at: number) => new Date(at + 7 * 60 * MINUTE_MS).toISOString().slice(11, 16);
const onBoth = (...times: readonly string[]) => [times, times];

const eventsOf = async (kind: string) =>
  (await read().events.after(world.communeId, 0, 10_000)).filter((event) => event.kind === kind);

/** What `login` is told, the newest first. */
async function toldTo(login: string) {
  const { items } = await read().notices.ofPerson(world.person(login).personId, { limit: 50 });
  const kinds = ['database-older', 'unknown-taken-off', 'unknown-sounded'];
  return items
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, values }) => [kind, values['title']].filter(Boolean).join(' '));
}

const epochs = async () => (await read().delivery.programmeVersions(world.communeId)).map(({ epoch }) => epoch);

it.each([
  ['from before anything was booked', 'kept', 0],
  ['from before anything was booked', 'lost', 0],
  ['from before the second booking', 'lost', 1],
  ['from before the poles said that they had the second booking', 'lost', 2],
] as const)(
  'a copy %s, the witness %s: what is booked then sounds, what it does not know is silent, receipts are stored',
  async (_age, witness, age) => {
    const copies = [await copy()];
    const known = await onAir('Biết', '16:09:00');
    await fleet.pass(MINUTE_MS);
    copies.push(await copy());
    const second = await onAir('Không biết', '16:12:00');
    copies.push(await copy());
    await fleet.pass(2 * MINUTE_MS);
    expect(await states(second)).toEqual(['ready', 'ready']);

    await restore(copies[age]!, witness);
    await fleet.pass(2 * MINUTE_MS);
    const later = await onAir('Sau', '16:15:00');
    await fleet.pass(10 * MINUTE_MS);

    expect(heard()).toEqual(onBoth(...['16:09', '16:12'].slice(0, age), '16:15'));
    expect(await states(later)).toEqual(['played', 'played']);
    if (age > 0) expect(await states(known)).toEqual(['played', 'played']);
    if (age > 1) expect(await states(second)).toEqual(['played', 'played']);

    // Every zone is issued anew, also one for which nothing changed; and once, however many poles know better.
    expect(await epochs()).toEqual([2, 2, 2, 2]);
    expect(await toldTo('mai')).toEqual([
      ...['unknown-taken-off Biết', 'unknown-taken-off Không biết'].slice(age).reverse(),
      'database-older',
    ]);
    const unknown = await eventsOf('airing.unknown');
    expect(new Set(unknown.map(({ subjectId }) => subjectId)).size).toBe(2 * 2 - 2 * age);
  },
);

it.each([
  ['kept', [[], []]],
  ['lost', [['of mai'], ['of mai']]],
] as const)(
  'what let people in, and may have been ended since the copy, lets nobody in any more where the witness (%s) tells of it',
  async (witness, left) => {
    const { personId } = world.person('mai');
    const at = world.clock.now();
    await world.database.unitOfWork.run(async ({ people }) => {
      const [createdAt, expiresAt] = [at, at + 60 * MINUTE_MS];
      const session = { createdAt, expiresAt, personId, strength: 'password', linkId: null, provenAt: at } as const;
      await people.insertSession({ ...session, secretHash: 'of mai' });
      const token = {
        id: 'of mai',
        personId,
        name: 'sổ',
        secretHash: 'token of mai',
        createdAt,
        sessionAt: at,
        trusted: false,
        readsOnly: false,
      };
      await people.insertToken({ ...token, expiresAt, lastUsedAt: null });
    });
    const bytes = await copy();
    await onAir('Sau bản sao', '16:12:00');
    await fleet.pass(MINUTE_MS);

    await restore(bytes, witness);
    const { people } = read();
    const session = await people.session('of mai');
    const tokens = await people.tokensOf(personId);
    expect([session ? ['of mai'] : [], tokens.map(({ id }) => id)]).toEqual(left);
  },
);

it('a copy that was brought back onto a full disk starts, by the reserve for what is urgent', async () => {
  const unit = world.database.unitOfWork;
  const [run, urgently] = [unit.run.bind(unit), unit.urgently.bind(unit)];
  let isUrgent = false;
  jest.spyOn(unit, 'urgently').mockImplementation(async (act) => {
    isUrgent = true;
    return urgently(act).finally(() => (isUrgent = false));
  });
  jest.spyOn(unit, 'run').mockImplementation(async (work) => {
    if (!isUrgent) throw new Problem('database-full');
    return run(work);
  });
  const { communeId, witness } = world;
  witness.seen = { communes: [{ communeId, name: 'xã', epoch: 4, sequence: 0, poles: 2 }], restored: true };
  await world.get(DatabaseAge).atStart();
  expect((await read().places.communes()).map(({ epoch }) => epoch)).toEqual([5]);
});
