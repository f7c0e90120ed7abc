// Whether a pole is there, when much is said while the database is busy: what was heard last is what stands in the end.
import { DeviceConduct, PolePresence, UnitOfWork, type Intent, type Stores } from '#application';
import { MINUTE_MS, SECOND_MS } from '#domain';
import { PROTOCOL_VERSION, privateKeyOf, sealEnvelope } from '#protocol';
import { Logger } from '@nestjs/common';
import { NobodyWaits } from '../../test/support/desk-ports';
import { DeskWorld } from '../../test/support/desk-world';
import type { Box } from '../../test/support/signing-box';
import { until } from '../../test/support/until';
import { DeviceListener } from './device-listener';

/** A real one whose writes wait until they are let go, as behind a busy writer. */
class HeldUnitOfWork extends UnitOfWork {
  override readonly isRepetition = false;
  override readonly read: UnitOfWork['read'];
  /** Writes that were begun. */
  begun = 0;
  private held: Promise<void> | undefined;
  private end: (error?: Error) => void = () => undefined;

  constructor(private readonly inner: UnitOfWork) {
    super();
    this.read = inner.read;
  }

  hold(): void {
    this.held = new Promise((resolve, reject) => (this.end = (error) => (error ? reject(error) : resolve())));
  }

  /** With an error: what waited fails. */
  letGo(error?: Error): void {
    this.held = undefined;
    this.end(error);
  }

  override async run<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    this.begun += 1;
    await this.held;
    return this.inner.run(work);
  }

  override aside<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.inner.aside(work);
  }
  override within<T>(intent: Intent, act: () => Promise<T>): Promise<T> {
    return this.inner.within(intent, act);
  }
  override urgently<T>(act: () => Promise<T>): Promise<T> {
    return this.inner.urgently(act);
  }
  override onEvents(listener: (communeIds: ReadonlySet<string>) => void): () => void {
    return this.inner.onEvents(listener);
  }
  override onWantedPlans(listener: (communeIds: ReadonlySet<string>) => void): () => void {
    return this.inner.onWantedPlans(listener);
  }
  override onChanges(...watched: Parameters<UnitOfWork['onChanges']>): () => void {
    return this.inner.onChanges(...watched);
  }
}

let world: DeskWorld;
let unitOfWork: HeldUnitOfWork;
let presences: PolePresence;
let listener: DeviceListener;
let box: Box;
let other: Box;

beforeEach(async () => {
  world = await DeskWorld.open();
  [box, other] = [await world.enrol('Nà Khoang 1'), await world.enrol('Nà Khoang 2')];
  unitOfWork = new HeldUnitOfWork(world.database.unitOfWork);
  presences = new PolePresence(unitOfWork, world.clock, new NobodyWaits());
  listener = listens();
});
afterEach(() => world.close());

const isOnline = async () => (await world.database.unitOfWork.read.devices.device(box.deviceId))!.online;
const says = (online: boolean) => listener.presence(world.communeId, box.deviceId, online);
const listens = () =>
  new DeviceListener(world.link, world.evidence, presences, world.poleReports, world.seals, world.get(DeviceConduct));
/** Everything that was heard is dealt with. */
async function settled(): Promise<void> {
  await listener.close();
  listener = listens();
}
const changes = async () =>
  (await world.database.unitOfWork.read.poles.presenceSince(world.communeId, 0)).map(({ online, at }) => [online, at]);

/** The pole is known to be there, or away, and a minute has passed. */
async function known(online: boolean): Promise<void> {
  says(true);
  await settled();
  if (!online) {
    world.clock.pass(SECOND_MS);
    says(false);
    await settled();
  }
  expect(await isOnline()).toBe(online);
  world.clock.pass(MINUTE_MS);
}

function status(of: Box, signedBy = of): Uint8Array {
  const { deviceId, controllerId } = of;
  const nothingToDo = { soundsWanted: 0, soundsHeld: 0, bytesWanted: 0, bytesHeld: 0, airingId: null };
  const well = { at: world.clock.now(), uncertaintyMs: 5, uptimeMs: 1_000, volumePercent: 80 };
  const { communeId } = world;
  const status = { protocol: PROTOCOL_VERSION, communeId, controllerId, deviceId, ...well, ...nothingToDo } as const;
  return sealEnvelope('status', status, { keyId: deviceId, privateKey: privateKeyOf(signedBy.privateKeyPem) });
}

function receipts(of: Box): Uint8Array {
  return of.sign(world.clock.now(), [{ kind: 'programme-accepted', zoneId: 'z', epoch: 1, version: 1 }]);
}

describe('a pole that goes and comes back while writes wait', () => {
  it('is there in the end, and it is not told that it was away', async () => {
    await known(true);
    const before = await changes();
    unitOfWork.hold();
    says(false);
    await until(() => unitOfWork.begun > 1, 'the first word to wait for its turn');
    says(true);
    unitOfWork.letGo();
    await settled();
    expect(await isOnline()).toBe(true);
    expect(await changes()).toEqual(before);
  });

  it('is away in the end when that was its last word', async () => {
    await known(false);
    unitOfWork.hold();
    const calls = unitOfWork.begun;
    says(true);
    await until(() => unitOfWork.begun > calls, 'the first word to wait for its turn');
    for (const word of [false, true, false]) says(word);
    unitOfWork.letGo();
    await settled();
    expect(await isOnline()).toBe(false);
  });

  it('is noted at the time at which that was heard, not at that of the write', async () => {
    await known(true);
    unitOfWork.hold();
    const heardAt = world.clock.now();
    says(false);
    await until(() => unitOfWork.begun > 1, 'the word to wait for its turn');
    world.clock.pass(20 * SECOND_MS);
    unitOfWork.letGo();
    await settled();
    expect((await changes()).at(-1)).toEqual([false, heardAt]);
  });

  it('is noted by the next round when the write failed', async () => {
    await known(true);
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    unitOfWork.hold();
    says(false);
    await until(() => unitOfWork.begun > 1, 'the word to wait for its turn');
    unitOfWork.letGo(new Error('the disk is full'));
    await settled();
    expect(logged.mock.calls).toEqual([[expect.stringContaining('the disk is full')]]);
    logged.mockRestore();
    expect(await isOnline()).toBe(true);
    await presences.noteSilent(world.communeId);
    expect(await isOnline()).toBe(false);
  });
});

describe('whatever a pole signs', () => {
  const said: Readonly<Record<string, (of: Box, bytes: Uint8Array) => void>> = {
    receipts: (of, bytes) => listener.receipts(world.communeId, of.deviceId, bytes),
    status: (of, bytes) => listener.status(world.communeId, of.deviceId, bytes),
  };
  const signed = (kind: string) => (kind === 'receipts' ? receipts(box) : status(box));

  it.each(Object.keys(said))('shows that it is there: %s', async (kind) => {
    await known(false);
    said[kind]!(box, signed(kind));
    await settled();
    expect(await isOnline()).toBe(true);
    const calls = unitOfWork.begun;
    for (let turn = 0; turn < 5; turn += 1) said[kind]!(box, signed(kind));
    await settled();
    // One write when it was away, none while it is known to be there.
    expect(unitOfWork.begun).toBe(calls);
  });

  it.each(Object.keys(said))('counts from when it was heard, so that a later last will holds: %s', async (kind) => {
    await known(false);
    said[kind]!(box, signed(kind));
    says(false);
    await settled();
    expect(await isOnline()).toBe(false);
  });

  it('shows nothing when another signed it, or it is about another', async () => {
    await known(false);
    said['status']!(box, status(box, other));
    said['status']!(box, status(other));
    said['receipts']!(box, receipts(other));
    said['receipts']!(box, Buffer.from('nonsense'));
    listener.status('elsewhere', box.deviceId, status(box));
    await settled();
    expect(await isOnline()).toBe(false);
  });
});
