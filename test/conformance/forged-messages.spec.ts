// Messages that nobody signed, or that somebody signed for something else, in both directions: a box and the server believe none of them.
// `npm run forge -- --count N` sends as many as wanted.
import { playbackIdOf, privateKeyOf, sealEnvelope, type UrgentOrder } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { CONTROLLER, COMMUNE, DeviceBench, MORNING, SERVER_KEY } from '../support/device-bench';
import { drawFrom, forgery, type Draw } from '../support/forgeries';
import { polesOnAir } from '../support/poles-on-air';

const COUNT = Number(process.env['FORGE_COUNT'] ?? 2_000);
const SEED = Number(process.env['FORGE_SEED'] ?? 20_261_130);
const MINUTE = 60_000;
/** As many as are kept waiting at a time. */
const AT_ONCE = 50;

describe('a box', () => {
  it('follows no order, programme or settings that its commune did not sign for it, or that is older or over', async () => {
    const bench = new DeviceBench();
    await bench.start();
    await bench.publish([]);
    const kept = () => ['programme', 'settings'].map((name) => bench.platters.files.get(name)!.toString());
    const before = kept();
    const draw = drawFrom(SEED);
    for (let sent = 0; sent < COUNT / 2; sent += 1) {
      const [purpose, bytes] = lieFor(bench, draw);
      await bench.sendAs(purpose, bytes);
      if (sent % AT_ONCE === 0) await bench.time.pass(500);
    }
    await bench.time.pass(5 * MINUTE);
    expect(bench.failures).toEqual([]);
    expect(kept()).toEqual(before);
    expect(bench.heard).toEqual([]);
    const followed = bench.receipts.filter(({ kind }) => kind !== 'message-refused');
    expect(followed.map(({ kind }) => kind)).toEqual(['programme-accepted']);
    await bench.publish([bench.entry('true', bench.time.nowMs + MINUTE)], { version: 1_000_000 });
    await bench.time.pass(3 * MINUTE);
    expect(bench.wordsOn('true')).toEqual(['started', 'played']);
    await bench.close();
  });
});

/** Something untrue for the box. */
function lieFor(bench: DeviceBench, draw: Draw): readonly ['programme' | 'settings' | 'urgent', Uint8Array] {
  const now = bench.time.nowMs;
  const entries = [bench.entry('lie', now + MINUTE)];
  const programme = { ...bench.programme(entries), version: 100_000 + draw(1_000) };
  const order = {
    kind: 'stop',
    stop: { stopId: 's', from: now, until: now + MINUTE, sparesEmergency: false },
  } as const;
  const window = { issuedAt: Math.floor(now), expiresAt: Math.floor(now) + MINUTE };
  const urgent: UrgentOrder = {
    protocol: 1,
    orderId: `order-${draw(1e9)}`,
    communeId: COMMUNE,
    zoneIds: null,
    ...window,
    order: { ...order, stop: { ...order.stop, from: window.issuedAt, until: window.expiresAt } },
  };
  const settings = { ...bench.settings(), version: 100_000 + draw(1_000), volumePercent: 100 };
  const signed = { programme: sealEnvelope('programme', programme, SERVER_KEY) };
  const other = { urgent: sealEnvelope('urgent', urgent, SERVER_KEY) };
  switch (draw(9)) {
    case 0:
      return ['programme', sealEnvelope('programme', { ...programme, communeId: 'commune-2' }, SERVER_KEY)];
    case 1:
      return ['programme', sealEnvelope('programme', { ...programme, version: 1, entries }, SERVER_KEY)];
    case 2:
      return ['settings', sealEnvelope('settings', { ...settings, controllerId: `${CONTROLLER}0` }, SERVER_KEY)];
    case 3:
      return [
        'urgent',
        sealEnvelope('urgent', { ...urgent, issuedAt: MORNING, expiresAt: MORNING - MINUTE }, SERVER_KEY),
      ];
    case 4:
      return ['urgent', sealEnvelope('urgent', { ...urgent, communeId: 'commune-2' }, SERVER_KEY)];
    case 5:
      return [
        'settings',
        forgery({ purpose: 'settings', wanted: settings, key: SERVER_KEY, otherwise: signed.programme }, draw),
      ];
    case 6:
      return [
        'urgent',
        forgery({ purpose: 'urgent', wanted: urgent, key: SERVER_KEY, otherwise: signed.programme }, draw),
      ];
    default:
      return [
        'programme',
        forgery({ purpose: 'programme', wanted: programme, key: SERVER_KEY, otherwise: other.urgent }, draw),
      ];
  }
}

describe('the server', () => {
  it('takes no evidence that the box itself did not sign, about itself, and none twice', async () => {
    const world = await DeskWorld.open();
    const [first, second] = await polesOnAir(world, 2, 1);
    const [box, neighbour] = [first!.box, second!.box];
    const { airings } = first!;
    const playbackId = playbackIdOf(airings[0]!.id, box.controllerId);
    const { read } = world.database.unitOfWork;
    const honest = box.sign(world.clock.now(), [{ kind: 'started', airingId: airings[0]!.id, playbackId }]);
    await world.evidence.accept(world.communeId, box.deviceId, honest);
    const kept = async () => [
      await read.delivery.receiptsOfPlayback(playbackId),
      await read.air.playbacksByIds([playbackId]),
    ];
    const before = await kept();
    const draw = drawFrom(SEED + 1);
    const own = {
      protocol: 1,
      communeId: world.communeId,
      controllerId: box.controllerId,
      deviceId: box.deviceId,
    } as const;
    const key = { keyId: box.deviceId, privateKey: privateKeyOf(box.privateKeyPem) };
    const stolen = { keyId: box.deviceId, privateKey: privateKeyOf(neighbour.privateKeyPem) };
    const lie = (): Uint8Array => {
      const evidence = { sequence: 2 + draw(1_000), at: world.clock.now(), uncertaintyMs: 5, uptimeMs: 1_000 };
      const played = { kind: 'played', airingId: airings[0]!.id, playbackId, startedAt: world.clock.now() } as const;
      const receipts = [{ ...evidence, ...played, playedMs: MINUTE }];
      const wanted = { ...own, deviceEpoch: `epoch-${draw(3)}`, receipts };
      switch (draw(6)) {
        case 0:
          return sealEnvelope('receipts', wanted, stolen);
        case 1:
          return sealEnvelope('receipts', { ...wanted, communeId: 'commune-2' }, key);
        case 2:
          return sealEnvelope('receipts', { ...wanted, controllerId: neighbour.controllerId }, key);
        case 3:
          return honest;
        default:
          return forgery({ purpose: 'receipts', wanted, key, otherwise: honest }, draw);
      }
    };
    for (let sent = 0; sent < COUNT / 2; sent += AT_ONCE) {
      const load = Array.from({ length: AT_ONCE }, () => world.evidence.accept(world.communeId, box.deviceId, lie()));
      await Promise.all(load);
    }
    expect(await kept()).toEqual(before);
    await world.close();
  });
});
