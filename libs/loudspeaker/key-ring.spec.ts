// A box follows its commune from key to key, and nobody else: what a stolen key signs later is refused, and no village falls silent by a change.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain';
import { digestOfKey, generateKeys, privateKeyOf, sealEnvelope, type KeyChange, type SigningKey } from '#protocol';
import { COMMUNE, DeviceBench, MORNING, SERVER_KEY } from '../../test/support/device-bench';

const OVERLAP_MS = 5 * MINUTE_MS;

interface Pair extends SigningKey {
  readonly publicKey: string;
}

function pair(keyId: string): Pair {
  const { privateKeyPem, publicKey } = generateKeys();
  return { keyId, privateKey: privateKeyOf(privateKeyPem), publicKey };
}

const [second, third, foreign] = [pair('key-2'), pair('key-3'), pair('foreign')];

function change(to: Pair, serial: number, by: SigningKey, rest: Partial<KeyChange> = {}): Buffer {
  const { keyId, publicKey } = to;
  const message: KeyChange = {
    protocol: 1,
    communeId: COMMUNE,
    serial,
    keyId,
    publicKey,
    nextKeyDigest: digestOfKey(third.publicKey),
    issuedAt: MORNING,
    oldUntil: MORNING + OVERLAP_MS,
    revoked: false,
    ...rest,
  };
  return sealEnvelope('key-change', message, by);
}

const toSecond = change(second, 1, SERVER_KEY);
const toThird = change(third, 2, second, { nextKeyDigest: digestOfKey(foreign.publicKey) });
const secondRevoking = change(second, 1, SERVER_KEY, { revoked: true, oldUntil: MORNING });

describe('the keys that a box believes', () => {
  let bench: DeviceBench;
  let version: number;

  beforeEach(async () => {
    bench = new DeviceBench();
    version = 1;
    await bench.start();
  });

  afterEach(() => bench.close());

  async function settings(by: SigningKey | readonly SigningKey[], changes: readonly Buffer[] = [], volume = 80) {
    version += 1;
    const message = bench.settings({ version, volumePercent: volume });
    await bench.sendAs('settings', sealEnvelope('settings', message, by, changes));
    await bench.time.pass(3_000);
  }

  async function programme(by: SigningKey | readonly SigningKey[], airingId: string, startsInMs: number, rest = {}) {
    const entry = bench.entry(airingId, bench.serverNow() + startsInMs, { durationMs: 10_000 });
    await bench.send(sealEnvelope('programme', bench.programme([entry], rest), by));
    await bench.time.pass(1_000);
  }

  const heldKey = () => bench.statuses.at(-1)?.serverKey;

  it('takes a key that the one before it signed, says so, and keeps it over a power cut', async () => {
    await settings([SERVER_KEY, second], [toSecond]);
    bench.signers = [second];
    expect(heldKey()).toEqual({ serial: 1, keyId: 'key-2' });
    await bench.cutPower();
    await bench.switchOn();
    await bench.time.pass(8_000);
    await programme(second, 'after', 5_000);
    await bench.time.pass(30_000);
    expect(bench.heardOf('after')).toHaveLength(1);
    expect(bench.refusals()).toEqual([]);
  });

  it('plays on, once, while one key follows another, also over a power cut', async () => {
    await programme(SERVER_KEY, 'long-known', 60_000);
    await settings([SERVER_KEY, second], [secondRevoking]);
    await bench.cutPower();
    await bench.switchOn();
    await bench.time.pass(2 * MINUTE_MS);
    expect(bench.heardOf('long-known')).toHaveLength(1);
  });

  it('believes the old key until its time is over, for what is no older than what the new one said', async () => {
    await settings([SERVER_KEY, second], [toSecond]);
    await bench.order({ kind: 'lift', stopId: 'stop-1' });
    expect(bench.refusals()).toEqual([]);
    await programme([SERVER_KEY, second], 'both', HOUR_MS);
    await programme(SERVER_KEY, 'old-alone', HOUR_MS, { version: 99 });
    expect(bench.refusals()).toEqual(['programme: older-than-known']);
    bench.signers = [SERVER_KEY, second];
    await bench.time.pass(OVERLAP_MS);
    bench.signers = [SERVER_KEY];
    await bench.order({ kind: 'lift', stopId: 'stop-1' });
    await bench.time.pass(1_000);
    expect(bench.refusals()).toContain('urgent: unknown-key');
  });

  it('comes back from long away by the chain of changes', async () => {
    await bench.cutPower();
    await bench.time.pass(2 * OVERLAP_MS);
    await bench.sendAs(
      'settings',
      sealEnvelope('settings', bench.settings({ version: 9 }), third, [toSecond, toThird]),
    );
    bench.signers = [third];
    await bench.switchOn();
    await bench.time.pass(20_000);
    expect(heldKey()).toEqual({ serial: 2, keyId: 'key-3' });
  });

  it('refuses whatever a revoked key says, and forgets what it had said', async () => {
    await programme(SERVER_KEY, 'forged', 20_000, { epoch: 1_000_000, version: 1_000_000 });
    const ahead = { issuedAt: bench.serverNow() + 365 * DAY_MS };
    const stop = { stopId: 'forged', from: MORNING, until: MORNING + 365 * DAY_MS, sparesEmergency: false };
    await bench.order({ kind: 'stop', stop }, ahead);
    bench.signers = [second];
    await settings(second, [secondRevoking]);
    await programme(second, 'true', 25_000, { epoch: 2 });
    await bench.time.pass(60_000);
    expect(bench.heardOf('forged')).toEqual([]);
    expect(bench.heardOf('true')).toHaveLength(1);
    await programme(SERVER_KEY, 'forged-later', 5_000, { epoch: 2_000_000 });
    bench.signers = [SERVER_KEY];
    await bench.order({ kind: 'stop', stop: { ...stop, stopId: 'later' } });
    bench.signers = [second];
    await settings(SERVER_KEY, [change(foreign, 1, SERVER_KEY)]);
    expect(bench.refusals()).toEqual([
      'programme: unknown-key',
      'urgent: unknown-key',
      'key-change: another-followed',
      'settings: unknown-key',
    ]);
    expect(heldKey()).toEqual({ serial: 1, keyId: 'key-2' });
  });

  it('silences what a revoked key had put on air', async () => {
    await programme(SERVER_KEY, 'forged', 2_000, { epoch: 1_000_000 });
    await bench.time.pass(2_000);
    await settings(second, [secondRevoking]);
    await programme(second, 'true', HOUR_MS, { epoch: 2 });
    expect(bench.wordsOn('forged')).toContain('interrupted: cancelled');
  });

  it.each([
    ['another key than the foretold one', () => change(foreign, 2, second), 'not-foretold'],
    ['a key out of order', () => change(foreign, 3, second), 'out-of-order'],
    ['that of another commune', () => change(third, 2, second, { communeId: 'other' }), 'wrong-commune'],
    ['what no key of the commune signed', () => change(third, 2, { ...foreign, keyId: 'key-2' }), 'bad-signature'],
    ['what is no key', () => change({ ...third, publicKey: 'AAAA' }, 2, second), 'not-foretold'],
  ])('does not follow to %s', async (_, forged, why) => {
    await settings([SERVER_KEY, second], [toSecond]);
    await settings(second, [toSecond, forged()]);
    expect(heldKey()).toEqual({ serial: 1, keyId: 'key-2' });
    expect(bench.refusals()).toEqual([`key-change: ${why}`]);
  });
});
