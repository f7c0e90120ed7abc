// The silent test: it finds what is broken, says it once, and nothing is ever heard of it.
import { sealEnvelope, type SelfTestOrder } from '#protocol';
import { COMMUNE, DeviceBench, MORNING, SERVER_KEY, ZONE } from '../../test/support/device-bench';
import { sha256Of } from '../../test/support/memory-disk';

const MINUTE = 60_000;
const SOUND = Buffer.from('a short greeting');
const GOOD = { signature: 'ok', clock: 'ok', storage: 'ok', sound: 'ok', horn: 'ok' };

let bench: DeviceBench;
const at = (durationMs: number) => MORNING + durationMs;

function test(own: Partial<SelfTestOrder> = {}): SelfTestOrder {
  return {
    protocol: 1,
    testId: 'test-1',
    communeId: COMMUNE,
    zoneId: ZONE,
    nonce: 'a nonce of the test',
    issuedAt: at(0),
    expiresAt: at(15 * MINUTE),
    sound: { sha256: sha256Of(SOUND), bytes: SOUND.length, durationMs: 1_000 },
    ...own,
  };
}

const ask = async (own: Partial<SelfTestOrder> = {}) => {
  await bench.say('self-test', sealEnvelope('self-test', test(own), SERVER_KEY));
  await bench.time.pass(10_000);
};
const answers = () => bench.receipts.filter((receipt) => receipt.kind === 'self-tested');

beforeEach(async () => {
  bench = new DeviceBench();
  bench.network.offerSound(sha256Of(SOUND), SOUND);
});
afterEach(() => bench.close());

it('a good box says so, with the nonce, once', async () => {
  await bench.start();
  for (let minute = 0; minute < 3; minute += 1) await ask();
  expect(answers()).toMatchObject([{ testId: 'test-1', nonce: 'a nonce of the test', checks: GOOD }]);
  await bench.cutPower();
  await bench.switchOn();
  await bench.time.pass(8_000);
  await ask();
  expect(answers()).toHaveLength(1);
  await ask({ testId: 'test-2' });
  expect(answers()).toHaveLength(2);
});

it('sounds nothing at any hour, and leaves no sound behind', async () => {
  await bench.start({ quietHours: [{ from: '05:00', to: '04:59' }] });
  await ask();
  expect(answers()).toMatchObject([{ checks: GOOD }]);
  expect(bench.heard).toEqual([]);
  expect(bench.platters.sounds.size).toBe(0);
  expect(bench.platters.partial.size).toBe(0);
});

it('fetches the sound although the box has it already', async () => {
  await bench.start();
  const entry = bench.entry('a', at(10 * MINUTE));
  await bench.publish([entry], {}, 20_000);
  expect(bench.platters.sounds.size).toBe(1);
  bench.network.offerSound(entry.sounds[0]!.sha256, Buffer.from('spoilt on the way'));
  await ask({ sound: entry.sounds[0]! });
  expect(answers()).toMatchObject([{ checks: { ...GOOD, sound: 'sound-corrupt' } }]);
  expect(bench.platters.sounds.size).toBe(1);
});

it('names a sound that cannot be had and a horn that would not sound', async () => {
  await bench.start();
  bench.horn.broken = true;
  await ask({ sound: { sha256: '9'.repeat(64), bytes: 5, durationMs: 5 } });
  expect(answers()).toMatchObject([{ checks: { ...GOOD, sound: 'sound-not-fetched', horn: 'horn-failed' } }]);
});

it('needs no sound where the commune has none', async () => {
  await bench.start();
  await ask({ sound: null });
  expect(answers()).toMatchObject([{ checks: GOOD }]);
});

it('says that its clock was never confirmed', async () => {
  bench = new DeviceBench({ wallErrorMs: 3_600_000 });
  bench.network.offerSound(sha256Of(SOUND), SOUND);
  bench.answersProbes = false;
  await bench.start();
  await ask();
  expect(answers()).toMatchObject([{ checks: { ...GOOD, clock: 'clock-unattested' } }]);
});

it('waits for another time while something sounds', async () => {
  await bench.start();
  await bench.publish([bench.entry('a', at(MINUTE))]);
  await bench.time.pass(at(MINUTE + 5_000) - bench.time.nowMs);
  await ask();
  expect(answers()).toEqual([]);
  await bench.time.pass(2 * MINUTE);
  await ask();
  expect(answers()).toHaveLength(1);
  expect(bench.wordsOn('a')).toEqual(['started', 'played']);
});

it.each<[string, Partial<SelfTestOrder>, string]>([
  ['another zone', { zoneId: 'zone-2' }, 'wrong-zone'],
  ['another commune', { communeId: 'commune-2' }, 'wrong-commune'],
  ['a night that is over', { expiresAt: at(0) }, 'expired'],
])('a test for %s is refused', async (_what, own, reason) => {
  await bench.start();
  await ask(own);
  expect(answers()).toEqual([]);
  expect(bench.refusals()).toEqual([`self-test: ${reason}`]);
});
