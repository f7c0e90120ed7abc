// The signing key of a commune is changed while its poles play: with an overlap, at once, under poles that are off, by a server that starts again
// from any copy. Real brains, real stores; what truly sounded is the horns' own log.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Actor } from '#domain';
import { generateKeys, privateKeyOf, sealEnvelope, type Programme, type SigningKey } from '#protocol';
import { isDeepStrictEqual } from 'node:util';
import { copyOf } from '../support/database';
import { DeskFleet } from '../support/desk-fleet';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

const POLES = ['Nà Khoang 1', 'Phìn Sử 1'];

let world: DeskWorld;
let fleet: DeskFleet;
beforeEach(async () => {
  world = await DeskWorld.open();
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;

const admin = (): Actor => ({
  ...world.person('toan'),
  grants: [{ id: 'g', communeId: world.communeId, personId: 'toan', role: 'admin', villageId: null }],
});

const view = () => world.keyChanges.view(admin(), world.communeId);
const change = (serial: number, overlapDays: number | null) =>
  world.keyChanges.change(admin(), world.communeId, serial, overlapDays);
const behind = async () => (await view()).behind.map(({ name, standing }) => `${name}: ${standing}`);

async function onAir(title: string, at: string): Promise<void> {
  const announcement = await world.announcement(title, 20 * SECOND_MS);
  await world.onAir(announcement, { start: { kind: 'exact', at }, lateReason: 'gấp' });
}

/** When each pole began to sound, by the clock on the wall. */
const heard = () => POLES.map((name) => fleet.poles.get(name)!.heard.map(({ startedAt }) => wallTime(startedAt)));
const wallTime = (at: number) => new Date(at + 7 * 60 * MINUTE_MS).toISOString().slice(11, 16);
const onBoth = (...times: readonly string[]) => [times, times];

const eventsOf = async (kind: string) =>
  (await read().events.after(world.communeId, 0, 10_000)).filter((event) => event.kind === kind);

async function toldTo(login: string): Promise<readonly string[]> {
  const { items } = await read().notices.ofPerson(world.person(login).personId, { limit: 50 });
  return items.map(({ kind }) => kind).filter((kind) => kind.startsWith('key-'));
}

async function foundingKey(): Promise<SigningKey> {
  const { keyId, privateKeyPem } = (await read().installation.communeKey(world.communeId))!;
  return { keyId, privateKey: privateKeyOf(privateKeyPem) };
}

/** Whoever holds that key says to Nà Khoang that nothing is planned, under a number that is higher than any other. */
async function forge(key: SigningKey): Promise<void> {
  const programme: Programme = (await world.programme('Nà Khoang trên'))!;
  const forged = { ...programme, epoch: 1_000_000, entries: [], cancelledAiringIds: [] };
  await world.link.publishProgramme(world.communeId, programme.zoneId, sealEnvelope('programme', forged, key));
}

describe('Under poles that play', () => {
  beforeEach(async () => {
    fleet = await DeskFleet.open(world, POLES);
  });
  afterEach(() => fleet.close());

  it('with an overlap: every pole takes the new key, says so, and plays what it had and what comes, once', async () => {
    await onAir('Trước', '16:06:00');
    await fleet.pass(SECOND_MS);
    expect(await view()).toMatchObject({ serial: 0, oldUntil: null, canChange: true, boxes: 2, behind: [] });
    const changed = await change(0, 1);
    expect(changed).toMatchObject({ serial: 1, oldUntil: world.clock.now() + DAY_MS });
    expect(changed.behind).toHaveLength(2);
    await fleet.pass(MINUTE_MS);
    expect(await behind()).toEqual([]);
    await onAir('Sau', '16:07:00');
    await fleet.pass(4 * MINUTE_MS);
    expect(heard()).toEqual(onBoth('16:06', '16:07'));
    expect(await eventsOf('commune.key-changed')).toMatchObject([{ details: { serial: 1, revoked: false } }]);
    expect(await toldTo('mai')).toEqual(['key-changed']);
  });

  it('at once: what the old key says is believed no more, and what it had said falls silent', async () => {
    const old = await foundingKey();
    await onAir('Thật', '16:07:00');
    await fleet.pass(30 * SECOND_MS);
    await forge(old);
    await fleet.pass(SECOND_MS);
    await change(0, null);
    await world.work();
    await fleet.pass(MINUTE_MS);
    await forge(old);
    await fleet.pass(4 * MINUTE_MS);
    expect(heard()).toEqual(onBoth('16:07'));
    expect(await toldTo('mai')).toContain('key-revoked');
  });

  it('a pole that was off meanwhile takes every key when it is back, one that is hung up meanwhile has the newest', async () => {
    await fleet.poles.get(POLES[1]!)!.switchOff();
    await change(0, null);
    await change(1, null);
    await fleet.add('Nà Khoang 2');
    await fleet.pass(MINUTE_MS);
    expect(await behind()).toEqual(['Phìn Sử 1: earlier']);
    await fleet.poles.get(POLES[1]!)!.switchOn();
    await fleet.pass(MINUTE_MS);
    expect(await behind()).toEqual([]);
    await onAir('Sau', '16:07:00');
    await fleet.pass(4 * MINUTE_MS);
    expect([...fleet.poles.values()].map((pole) => pole.heard.length)).toEqual([1, 1, 1]);
  });

  it('a server that ended right after the change was written goes on with it', async () => {
    const renewed = jest.spyOn(world.keyChanges['bindings'], 'renew').mockRejectedValueOnce(new Error('killed'));
    await expect(change(0, null)).rejects.toThrow('killed');
    renewed.mockRestore();
    world = await DeskWorld.restored(world, await copyOf(world.database));
    await fleet.servedBy(world);
    await fleet.pass(2 * MINUTE_MS);
    expect(await behind()).toEqual([]);
  });

  it('an older copy goes on to the key that its poles hold, and says so', async () => {
    const older = await copyOf(world.database);
    await change(0, null);
    await change(1, 30);
    await fleet.pass(MINUTE_MS);
    const { keyId } = await view();
    world = await DeskWorld.restored(world, older);
    await fleet.servedBy(world);
    // They come in anew, as after any start of a server.
    for (const { switchOff, switchOn } of [...fleet.poles.values()]) await switchOff().then(switchOn);
    await fleet.pass(2 * MINUTE_MS);
    expect(await view()).toMatchObject({ serial: 2, keyId, canChange: true, behind: [] });
    expect(await eventsOf('commune.key-recovered')).toHaveLength(1);
    expect(await toldTo('mai')).toEqual(['key-recovered']);
    await onAir('Sau', '16:08:00');
    await fleet.pass(4 * MINUTE_MS);
    expect(heard()).toEqual(onBoth('16:08'));
  });
});

it('a box that names a key of nobody is told of, once, and moves nothing', async () => {
  const { deviceId, controllerId } = await world.enrol(POLES[0]!);
  const { communeId } = world;
  for (const keyId of ['of-nobody', 'of-another']) {
    await world.keyChanges.heard([{ deviceId, controllerId, communeId, serial: 1, keyId }]);
  }
  expect(await view()).toMatchObject({ serial: 0, behind: [{ name: POLES[0], standing: 'foreign' }] });
  expect(await eventsOf('device.key-foreign')).toHaveLength(1);
  expect(await toldTo('mai')).toEqual(['key-foreign']);
});

it('without what the next key comes from nothing is changed', async () => {
  await world.enrol(POLES[0]!);
  const seeds = world.seeds.seeds.splice(0);
  expect(await view()).toMatchObject({ canChange: false });
  expect(await refusal(change(0, 1))).toBe('next-key-lost');
  world.seeds.seeds.push(...seeds);
  expect(await change(0, 1)).toMatchObject({ serial: 1 });
});

it('two who ask at once change it once, and nobody but an administrator does', async () => {
  const outcomes = await Promise.allSettled([change(0, 1), change(0, 1)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await refusal(change(0, 1))).toBe('edited-meanwhile');
  expect(await refusal(world.keyChanges.change(world.person('mai'), world.communeId, 1, 1))).toBe('not-allowed');
  expect(await refusal(world.keyChanges.change({ ...admin(), isProofOld: true }, world.communeId, 1, 1))).toBe(
    'proof-too-old',
  );
  expect(await view()).toMatchObject({ serial: 1 });
});

it('the key for drills is another one, and what is told of it follows by itself', async () => {
  const before = await world.keyChanges.changeDrillKey(admin(), world.communeId);
  world.clock.pass(HOUR_MS);
  const after = await world.keyChanges.changeDrillKey(admin(), world.communeId);
  expect(after.drillKeySince).toBe(before.drillKeySince! + HOUR_MS);
  expect(await eventsOf('commune.drill-key-changed')).toHaveLength(2);
});

it('two boxes are told nothing secret in common, so that a stolen one knows nothing of the others', async () => {
  const told: object[] = [];
  for (const name of POLES) {
    const { code } = await world.enrolment.issueCode(admin(), world.controllerId(name));
    told.push(await world.enrolment.enrol(code, generateKeys().publicKey));
  }
  const [one, other] = told as Record<string, unknown>[] as [Record<string, unknown>, Record<string, unknown>];
  const common = Object.keys(one).filter((field) => isDeepStrictEqual(one[field], other[field]));
  // Names, public keys and certificates; the credential is their own.
  expect(common.sort()).toEqual(['communeId', 'mqttCertificate', 'serverKey']);
  expect(Object.keys(one['serverKey'] as object).sort()).toEqual(['keyId', 'nextKeyDigest', 'publicKey', 'serial']);
});
