// A drill can never be mistaken for the real thing, nor the real thing for a drill: every way to mix them up, and every way to be too late.
import {
  generateKeys,
  privateKeyOf,
  sealEnvelope,
  type AnnouncedDrill,
  type DeviceSettings,
  type DrillOrder,
} from '#protocol';
import { COMMUNE, CONTROLLER, DeviceBench, MORNING, SERVER_KEY, ZONE } from '../../test/support/device-bench';

const SECOND = 1_000;
const MINUTE = 60_000;
const AIRING = 'airing-of-the-drill';

const keys = generateKeys();
const DRILL_KEY = { keyId: 'drill-key', privateKey: privateKeyOf(keys.privateKeyPem) };

let bench: DeviceBench;
let settingsVersion: number;
const at = (durationMs: number) => MORNING + durationMs;
const passUntil = (instant: number) => bench.time.pass(instant - bench.time.nowMs);

const announced = (own: Partial<AnnouncedDrill> = {}): AnnouncedDrill => ({
  drillId: 'drill-1',
  keyId: DRILL_KEY.keyId,
  publicKey: keys.publicKey,
  from: at(0),
  until: at(20 * MINUTE),
  ...own,
});

/** Tells the device of a drill, or that there is none. */
async function announce(drill: AnnouncedDrill | undefined, rest: Partial<DeviceSettings> = {}): Promise<void> {
  settingsVersion += 1;
  await bench.publishSettings({ version: settingsVersion, ...(drill && { drill }), ...rest });
  await bench.time.pass(100);
}

/** Thirty seconds from the tenth minute on: opening, content, end. */
function drill(own: Partial<DrillOrder> = {}): DrillOrder {
  const part = (name: string) => bench.entry(name, 0, { durationMs: 10 * SECOND }).sounds;
  return {
    protocol: 1,
    exercise: true,
    drillId: 'drill-1',
    communeId: COMMUNE,
    zoneId: ZONE,
    airingId: AIRING,
    title: 'Lũ quét',
    startsAt: at(10 * MINUTE),
    expiresAt: at(11 * MINUTE),
    durationMs: 30 * SECOND,
    sounds: [...part('diễn tập'), ...part('lũ quét'), ...part('hết diễn tập')],
    controllerIds: [CONTROLLER],
    ...own,
  };
}

const order = (own: Partial<DrillOrder> = {}, key = DRILL_KEY) =>
  bench.say('drill', sealEnvelope('drill', drill(own), key));

beforeEach(async () => {
  settingsVersion = 1;
  bench = new DeviceBench();
  await bench.start();
  await bench.publish([]);
});
afterEach(() => bench.close());

describe('a drill that is announced', () => {
  it('sounds once, at its start, from the opening to the spoken end, and bears witness', async () => {
    await announce(announced());
    await order();
    await passUntil(at(12 * MINUTE));
    expect(bench.heard).toMatchObject([
      { startedAt: at(10 * MINUTE), endedAt: at(10 * MINUTE + 30 * SECOND), completed: true },
    ]);
    expect(bench.wordsOn(AIRING)).toEqual(['started', 'played']);
    expect(bench.receipts.filter(({ kind }) => kind === 'ready')).toHaveLength(1);
    expect(bench.refusals()).toEqual([]);
  });

  it('is said again and again, and sounds once', async () => {
    await announce(announced());
    for (let minute = 0; minute < 9; minute += 1) {
      await order();
      await bench.time.pass(MINUTE);
    }
    await passUntil(at(12 * MINUTE));
    expect(bench.heard).toHaveLength(1);
    expect(bench.refusals()).toEqual([]);
  });

  it('is remembered over a power cut, before it and after it', async () => {
    await announce(announced());
    await order();
    await bench.cutPower();
    await bench.switchOn();
    await passUntil(at(11 * MINUTE));
    expect(bench.heard).toMatchObject([{ startedAt: at(10 * MINUTE), completed: true }]);
    await bench.cutPower();
    await bench.switchOn();
    await bench.time.pass(5 * SECOND);
    await order({ expiresAt: at(15 * MINUTE) });
    await passUntil(at(16 * MINUTE));
    expect(bench.heard).toHaveLength(1);
    expect(bench.refusals()).toEqual(['drill: already-used']);
  });

  it('is taken back by settings that announce it no more: before it sounds, and while it does', async () => {
    await announce(announced());
    await order();
    await announce(undefined);
    await passUntil(at(12 * MINUTE));
    expect(bench.heard).toEqual([]);
    await announce(announced({ drillId: 'drill-2' }));
    await order({ drillId: 'drill-2', airingId: 'b', startsAt: at(14 * MINUTE), expiresAt: at(15 * MINUTE) });
    await passUntil(at(14 * MINUTE + 5 * SECOND));
    await announce(undefined);
    await bench.time.pass(SECOND);
    expect(bench.heard).toMatchObject([{ startedAt: at(14 * MINUTE), completed: false }]);
    expect(bench.wordsOn('b')).toEqual(['started', 'interrupted: cancelled']);
  });
});

describe('what is real and what is a drill have nothing in common', () => {
  it.each([
    ['a drill under the key of what is real', () => order({}, SERVER_KEY), 'drill: unknown-key'],
    [
      'a programme under the key of drills',
      () => bench.send(sealEnvelope('programme', bench.programme([bench.entry('real', at(5 * MINUTE))]), DRILL_KEY)),
      'programme: unknown-key',
    ],
    [
      'a programme where drills are listened for',
      () => bench.say('drill', sealEnvelope('programme', bench.programme([]), DRILL_KEY)),
      'drill: wrong-purpose',
    ],
    [
      'a drill where the programme is listened for',
      () => bench.send(sealEnvelope('drill', drill(), DRILL_KEY)),
      'programme: wrong-purpose',
    ],
    [
      'a drill whose purpose was changed to a programme',
      () => bench.send(renamed(sealEnvelope('drill', drill(), DRILL_KEY), 'programme')),
      'programme: unknown-key',
    ],
    [
      'a programme whose purpose was changed to a drill',
      () => bench.say('drill', renamed(sealEnvelope('programme', bench.programme([]), DRILL_KEY), 'drill')),
      'drill: bad-signature',
    ],
    [
      'a self-test under the key of drills',
      () => bench.say('self-test', sealEnvelope('self-test', selfTest(), DRILL_KEY)),
      'self-test: unknown-key',
    ],
    [
      'a self-test where drills are listened for',
      () => bench.say('drill', sealEnvelope('self-test', selfTest(), SERVER_KEY)),
      'drill: wrong-purpose',
    ],
    [
      'a self-test where the programme is listened for',
      () => bench.send(sealEnvelope('self-test', selfTest(), SERVER_KEY)),
      'programme: wrong-purpose',
    ],
  ])('%s is refused', async (_what, say, refusal) => {
    await announce(announced());
    await say();
    await passUntil(at(12 * MINUTE));
    expect(bench.refusals()).toEqual([refusal]);
    expect(bench.heard).toEqual([]);
  });

  it('settings under the key of drills, and a live key announced as one of drills, change nothing', async () => {
    await announce(announced());
    const { publicKey } = generateKeys();
    const forged = { ...announced({ publicKey }), drillId: 'forged' };
    await announce({ ...forged, keyId: SERVER_KEY.keyId });
    await order({ drillId: 'forged' }, SERVER_KEY);
    expect(bench.refusals()).toEqual(['drill: unknown-key']);
  });

  it('a programme cannot hold one', () => {
    const entry = { ...bench.entry('a', at(MINUTE)), kind: 'drill' as 'item' };
    expect(() => sealEnvelope('programme', bench.programme([entry]), SERVER_KEY)).toThrow('Invalid');
  });
});

describe('a drill is refused', () => {
  it('when none is announced', async () => {
    await order();
    expect(bench.refusals()).toEqual(['drill: none-announced']);
  });

  it.each<[string, Partial<DrillOrder>, string]>([
    ['for another drill', { drillId: 'drill-2' }, 'wrong-drill'],
    ['for another zone', { zoneId: 'zone-2' }, 'wrong-zone'],
    ['for another commune', { communeId: 'commune-2' }, 'wrong-commune'],
    ['for another pole', { controllerIds: ['controller-2'] }, 'wrong-device'],
    ['over already', { startsAt: at(0), expiresAt: at(SECOND) }, 'expired'],
    [
      'to sound after the announced time',
      { startsAt: at(19 * MINUTE), expiresAt: at(20 * MINUTE) },
      'outside-its-time',
    ],
    ['to sound before the announced time', { startsAt: at(-1) }, 'outside-its-time'],
  ])('%s', async (_what, own, reason) => {
    await announce(announced());
    await order(own);
    await passUntil(at(25 * MINUTE));
    expect(bench.refusals()).toEqual([`drill: ${reason}`]);
    expect(bench.heard).toEqual([]);
  });

  it('before the announced time begins, and after it ends', async () => {
    await announce(announced({ from: at(5 * MINUTE) }));
    await order();
    await announce(announced({ from: at(0), until: at(MINUTE) }));
    await passUntil(at(MINUTE));
    await order();
    expect(bench.refusals()).toEqual(['drill: outside-its-time', 'drill: expired']);
  });

  it('with one bit changed, wherever it is', async () => {
    await announce(announced());
    const envelope = JSON.parse(sealEnvelope('drill', drill(), DRILL_KEY).toString()) as { body: string };
    const body = Buffer.from(envelope.body, 'base64');
    for (let byte = 0; byte < body.length; byte += 41) {
      const flipped = Buffer.from(body);
      flipped[byte]! ^= 1 << (byte % 8);
      await bench.say('drill', Buffer.from(JSON.stringify({ ...envelope, body: flipped.toString('base64') })));
    }
    await passUntil(at(12 * MINUTE));
    expect(new Set(bench.refusals())).toEqual(new Set(['drill: bad-signature']));
    expect(bench.heard).toEqual([]);
  });

  it('when it was moved under the same name, and sounds as it was taken', async () => {
    await announce(announced());
    await order();
    await order({ startsAt: at(8 * MINUTE), expiresAt: at(9 * MINUTE) });
    await passUntil(at(12 * MINUTE));
    expect(bench.refusals()).toEqual(['drill: already-known']);
    expect(bench.heard).toMatchObject([{ startedAt: at(10 * MINUTE) }]);
  });

  it('in quiet hours and in a stop', async () => {
    await announce(announced(), { quietHours: [{ from: '05:39', to: '05:41' }] });
    await order();
    await announce(announced());
    await bench.publish([], { stops: [{ stopId: 's', from: at(0), until: at(11 * MINUTE), sparesEmergency: true }] });
    await order();
    await passUntil(at(12 * MINUTE));
    expect(bench.refusals()).toEqual(['drill: quiet-hours', 'drill: stopped']);
    expect(bench.heard).toEqual([]);
  });
});

describe('a drill gives way', () => {
  beforeEach(async () => {
    await announce(announced());
    await order();
  });

  it('to a stop that came after it', async () => {
    await bench.order({
      kind: 'stop',
      stop: { stopId: 's', from: at(0), until: at(11 * MINUTE), sparesEmergency: true },
    });
    await passUntil(at(13 * MINUTE));
    expect(bench.heard).toEqual([]);
    expect(bench.wordsOn(AIRING)).toEqual(['refused: stopped']);
  });

  it('to a real item that stands where it would sound', async () => {
    await bench.publish([bench.entry('real', at(10 * MINUTE + 10 * SECOND))]);
    await passUntil(at(13 * MINUTE));
    expect(bench.wordsOn(AIRING)).toEqual(['refused: air-taken']);
    expect(bench.heardOf('real')).toMatchObject([{ startedAt: at(10 * MINUTE + 10 * SECOND), completed: true }]);
  });

  it('to a real item that comes while it sounds', async () => {
    await passUntil(at(10 * MINUTE + 5 * SECOND));
    await bench.publish([bench.entry('real', at(10 * MINUTE + 20 * SECOND))]);
    await passUntil(at(13 * MINUTE));
    expect(bench.wordsOn(AIRING)).toEqual(['started', 'interrupted: pre-empted']);
    expect(bench.heardOf('real')).toMatchObject([{ startedAt: at(10 * MINUTE + 20 * SECOND), completed: true }]);
  });

  it('to an emergency, before it begins and while it sounds', async () => {
    await passUntil(at(10 * MINUTE + 5 * SECOND));
    const emergency = bench.entry('flood', at(10 * MINUTE + 15 * SECOND), { messageClass: 'emergency' });
    await bench.publish([emergency]);
    await passUntil(at(13 * MINUTE));
    expect(bench.wordsOn(AIRING)).toEqual(['started', 'interrupted: pre-empted']);
    expect(bench.heardOf('flood')).toMatchObject([{ startedAt: at(10 * MINUTE + 15 * SECOND), completed: true }]);
  });

  it('to the silence between two repeats of an emergency', async () => {
    const emergencies = [{ emergencyId: 'e', startsAt: at(9 * MINUTE), endsAt: at(12 * MINUTE) }];
    await bench.publish([], { emergencies });
    await passUntil(at(13 * MINUTE));
    expect(bench.wordsOn(AIRING)).toEqual(['missed: emergency']);
    expect(bench.heard).toEqual([]);
  });

  it('and never pushes anything aside: what is real and sounds goes on', async () => {
    const real = bench.entry('real', at(9 * MINUTE), { durationMs: 5 * MINUTE });
    await bench.publish([real]);
    await passUntil(at(15 * MINUTE));
    expect(bench.heard).toMatchObject([{ startedAt: at(9 * MINUTE), endedAt: at(14 * MINUTE), completed: true }]);
    expect(bench.wordsOn(AIRING)).toEqual(['refused: air-taken']);
  });
});

function selfTest() {
  return {
    protocol: 1 as const,
    testId: 'test-1',
    communeId: COMMUNE,
    zoneId: ZONE,
    nonce: 'a nonce of the test',
    issuedAt: at(0),
    expiresAt: at(15 * MINUTE),
    sound: null,
  };
}

function renamed(envelope: Uint8Array, purpose: string): Buffer {
  return Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(envelope).toString()) as object), purpose }));
}
