// Receipts of many poles at once: written together and told together, while each pole stands for itself.
import { DeviceConduct, EventLog } from '#application';
import fc from 'fast-check';
import type { DomainEvent, PlaybackState } from '#domain';
import { generateKeys, playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { openPlain } from '../support/plain-sqlite';
import { polesOnAir, type PoleOnAir } from '../support/poles-on-air';
import { DAY_PATIENCE_MS, DAYS } from '../support/property-runs';
import type { Unnumbered } from '../support/signing-box';

const POLES = 6;
const ITEMS = 3;

let world: DeskWorld;
let poles: readonly PoleOnAir[];
beforeEach(async () => {
  world = await DeskWorld.open();
  poles = await polesOnAir(world, POLES, ITEMS);
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const idOf = ({ box, airings }: PoleOnAir, item: number) => playbackIdOf(airings[item]!.id, box.controllerId);
const named = (pole: PoleOnAir, item: number) => ({ airingId: pole.airings[item]!.id, playbackId: idOf(pole, item) });
const started = (pole: PoleOnAir, item = 0): Unnumbered => ({ kind: 'started', ...named(pole, item) });
const ready = (pole: PoleOnAir): Unnumbered => ({
  kind: 'ready',
  playbackIds: pole.airings.map((_, item) => idOf(pole, item)),
});

/** Everybody speaks at the same moment; what became of each. */
function all(said: readonly (readonly [pole: PoleOnAir, envelope: Uint8Array])[]) {
  return Promise.allSettled(
    said.map(([{ box }, envelope]) => world.evidence.accept(world.communeId, box.deviceId, envelope)),
  );
}

function sign(pole: PoleOnAir, ...receipts: readonly Unnumbered[]) {
  return [pole, pole.box.sign(world.clock.now(), receipts)] as const;
}

const stateOf = async (pole: PoleOnAir, item = 0): Promise<PlaybackState> =>
  (await read().air.playbacksByIds([idOf(pole, item)]))[0]!.state;
const events = async (): Promise<readonly DomainEvent[]> => read().events.after(world.communeId, 0, 10_000);
const changes = async () => (await events()).filter(({ kind }) => kind === 'playback.changed');
const receiptsOf = (pole: PoleOnAir, item = 0) => read().delivery.receiptsOfPlayback(idOf(pole, item));

/** The database itself refuses every receipt of these devices. */
async function refuse(...refused: readonly PoleOnAir[]): Promise<() => Promise<void>> {
  const plain = await openPlain(world.database.path);
  const ids = refused.map(({ box }) => `'${box.deviceId}'`).join();
  await plain.all(
    `CREATE TRIGGER refused BEFORE INSERT ON receipts WHEN NEW."deviceId" IN (${ids}) BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  return async () => {
    await plain.all('DROP TRIGGER refused');
    await plain.close();
  };
}

it('many poles that speak at once are two units of work at most, with one event each', async () => {
  await all(poles.map((pole) => sign(pole, started(pole))));
  expect(await Promise.all(poles.map((pole) => stateOf(pole)))).toEqual(poles.map(() => 'playing'));
  expect(await Promise.all(poles.map(({ box }) => world.acknowledged(box)))).toEqual(poles.map(() => 1));
  // The first one of a quiet time does not wait for the others.
  expect(await changes()).toHaveLength(2);
});

it('a pole that has all its sounds is one event, and each playback tells of it as before', async () => {
  const [pole] = poles as [PoleOnAir];
  await all([sign(pole, ready(pole))]);
  expect(await changes()).toMatchObject([
    {
      actor: `device:${pole.box.deviceId}`,
      details: { changes: [{ state: 'ready', controllerIds: [pole.box.controllerId] }] },
    },
  ]);
  for (let item = 0; item < ITEMS; item += 1) {
    const view = await world.board.playback(world.person('mai'), idOf(pole, item));
    const { id: subjectId, rundownId, controllerId } = view;
    expect(view.state).toBe('ready');
    expect(view.events).toMatchObject([
      { kind: 'playback.changed', subjectId, details: { state: 'ready', controllerId, rundownId, reason: null } },
    ]);
  }
});

it('is found in the journal by each playback, page by page', async () => {
  const [pole] = poles as [PoleOnAir];
  for (const receipt of [
    ready(pole),
    started(pole),
    { kind: 'missed', ...named(pole, 1), reason: 'too-late' } as const,
  ]) {
    await all([sign(pole, receipt as Unnumbered)]);
  }
  const page = (cursor?: string) =>
    world
      .get(EventLog)
      .audit(world.person('toan'), world.communeId, { limit: 1, cursor }, { subjectId: idOf(pole, 0) });
  const first = await page();
  const second = await page(first.nextCursor!);
  expect([first, second].flatMap(({ items }) => items)).toMatchObject([
    { details: { changes: [{ state: 'playing' }] }, actorName: 'pole 0' },
    { details: { changes: [{ state: 'ready' }] }, actorName: 'pole 0' },
  ]);
  expect(second.nextCursor).toBeNull();
});

it('what is not believed, not readable or about nothing keeps no other from being stored', async () => {
  const [forger, garbler, stranger, meddler, retired, good] = poles as [
    PoleOnAir,
    PoleOnAir,
    PoleOnAir,
    PoleOnAir,
    PoleOnAir,
    PoleOnAir,
  ];
  await world.database.unitOfWork.run(({ devices }) => devices.updateDevice(retired.box.deviceId, { retiredAt: 1 }));
  const receipt = { ...started(forger), sequence: 1, at: 1, uncertaintyMs: 1, uptimeMs: 1 } as never;
  await all([
    [forger, forger.box.signNumbered([receipt], generateKeys().privateKeyPem)],
    [garbler, Buffer.from('{')],
    sign(stranger, { kind: 'started', airingId: 'nothing', playbackId: 'nothing' }),
    sign(meddler, { ...started(good), kind: 'missed', reason: 'no' } as Unnumbered),
    sign(retired, started(retired)),
    sign(good, started(good)),
    [{ ...good, box: { ...good.box, deviceId: 'nobody' } as never }, sign(good, started(good, 1))[1]],
  ]);
  expect(await stateOf(good)).toBe('playing');
  expect(await world.acknowledged(good.box)).toBe(1);
  // What it said of others is stored as its word, and changes nothing.
  expect([await world.acknowledged(stranger.box), await world.acknowledged(meddler.box)]).toEqual([1, 1]);
  for (const { box } of [forger, garbler, retired]) expect(await world.acknowledged(box)).toBeUndefined();
  expect(await stateOf(retired)).toBe('planned');
  await world.get(DeviceConduct).writeDown(world.communeId);
  const rejected = (await events()).filter(({ kind }) => kind === 'evidence.rejected');
  expect(rejected.map(({ details }) => (details as { reason: string }).reason).sort()).toEqual([
    'bad-signature',
    'malformed',
    'unknown-key',
  ]);
});

it('what the database refuses is of one alone, and comes again', async () => {
  const [, , refused] = poles as [PoleOnAir, PoleOnAir, PoleOnAir];
  const allow = await refuse(refused);
  const said = poles.map((pole) => sign(pole, started(pole)));
  const outcomes = await all(said);
  expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(poles.map((pole) => pole !== refused));
  const acknowledged = await Promise.all(poles.map(({ box }) => world.acknowledged(box)));
  expect(acknowledged).toEqual(poles.map((pole) => (pole === refused ? undefined : 1)));
  expect(await stateOf(refused)).toBe('planned');
  await allow();
  await all(said);
  expect(await stateOf(refused)).toBe('playing');
  expect(await world.acknowledged(refused.box)).toBe(1);
});

it('when nothing can be stored nobody is acknowledged, and what comes again is stored once', async () => {
  const allow = await refuse(...poles);
  const said = poles.map((pole) => sign(pole, started(pole)));
  expect((await all(said)).map(({ status }) => status)).toEqual(poles.map(() => 'rejected'));
  expect(world.link.said.filter(({ channel }) => channel === 'ack')).toEqual([]);
  await allow();
  await all([...said, ...said]);
  for (const pole of poles) expect(await receiptsOf(pole)).toHaveLength(1);
  expect(new Set((await changes()).flatMap(({ details }) => (details as { deviceIds: string[] }).deviceIds)).size).toBe(
    POLES,
  );
});

it('what was committed when the server died before the acknowledgement is acknowledged again, and not doubled', async () => {
  const acknowledge = jest.spyOn(world.link, 'acknowledge').mockRejectedValue(new Error('died'));
  const said = poles.map((pole) => sign(pole, started(pole)));
  await all(said);
  acknowledge.mockRestore();
  const before = await events();
  await all(said);
  expect(await events()).toEqual(before);
  for (const pole of poles) {
    expect(await world.acknowledged(pole.box)).toBe(1);
    expect(await receiptsOf(pole)).toHaveLength(1);
  }
});

it('of poles that began together after a cancel people are told once, and every pole is in the log', async () => {
  const cancelledAt = world.clock.now() - 1;
  const [, second, third] = poles as [PoleOnAir, PoleOnAir, PoleOnAir];
  await world.database.unitOfWork.run(async ({ air }) => {
    const own = await air.playbacksByIds([second, third].map((pole) => idOf(pole, 0)));
    await air.putPlaybacks(own.map((each) => ({ ...each, state: 'cancelled', cancelledAt })));
  });
  const late = (pole: PoleOnAir): Unnumbered => ({
    ...{ kind: 'played', ...named(pole, 0), startedAt: world.clock.now(), playedMs: 1 },
  });
  await all(poles.slice(0, 3).map((pole) => sign(pole, late(pole))));
  const incidents = (await events()).filter(({ kind }) => kind === 'playback.after-cancel');
  expect(incidents.map(({ actor }) => actor).sort()).toEqual(
    [second, third].map(({ box }) => `device:${box.deviceId}`).sort(),
  );
  const told = await read().notices.ofSubject(second.airings[0]!.id);
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map(({ personId }) => personId)).size).toBe(told.length);
});

it(
  'however they are gathered, the same becomes of each playback as one receipt after the other',
  async () => {
    const kinds = ['ready', 'started', 'played', 'interrupted', 'missed', 'refused'] as const;
    const receipt = fc.record({ pole: fc.nat(2), kind: fc.constantFrom(...kinds), item: fc.nat(ITEMS - 1) });
    const bodyOf = (pole: PoleOnAir, kind: (typeof kinds)[number], item: number): Unnumbered => {
      if (kind === 'ready') return { kind, playbackIds: [idOf(pole, item)] };
      if (kind === 'started') return { kind, ...named(pole, item) };
      if (kind === 'played') return { kind, ...named(pole, item), startedAt: 5, playedMs: 7 };
      if (kind === 'interrupted') return { kind, ...named(pole, item), startedAt: 5, playedMs: 7, reason: 'stopped' };
      return { kind, ...named(pole, item), reason: kind };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(receipt, { maxLength: 20 }), async (said) => {
        const outcomeOf = async (speak: (said: readonly (readonly [PoleOnAir, Uint8Array])[]) => Promise<unknown>) => {
          const own = await polesOnAir(world, 3, ITEMS);
          await speak(said.map(({ pole, kind, item }) => sign(own[pole]!, bodyOf(own[pole]!, kind, item))));
          const ids = own.flatMap((pole) => pole.airings.map((_, item) => idOf(pole, item)));
          const found = new Map((await read().air.playbacksByIds(ids)).map((each) => [each.id, each]));
          return ids.map((id) => {
            const { state, startedAt, playedMs, reason } = found.get(id)!;
            return { state, startedAt, playedMs, reason };
          });
        };
        const together = await outcomeOf(all);
        const apart = await outcomeOf(async (envelopes) => {
          for (const each of envelopes) await all([each]);
        });
        expect(together).toEqual(apart);
      }),
      DAYS,
    );
  },
  DAY_PATIENCE_MS,
);
