// An emergency on one device: it comes by the order or by the programme, cuts short what sounds, keeps the air, and ends when it is told to.
import { emergencyEntries, type EmergencyOrder } from '#protocol';
import { CONTROLLER, DeviceBench, MORNING, ZONE } from '../../test/support/device-bench';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

describe('an emergency on a device', () => {
  let bench: DeviceBench;
  const at = (durationMs: number) => MORNING + durationMs;
  const passUntil = (instant: number) => bench.time.pass(instant - bench.time.nowMs);

  const start = async (startsAt: number) => {
    bench = new DeviceBench({ startsAt });
    await bench.start();
  };
  beforeEach(() => start(MORNING));
  afterEach(() => bench.close());

  /** Ten seconds of sound, every thirty seconds. */
  const order = (startsAt: number, endsAt: number): EmergencyOrder => {
    const { sounds, durationMs } = bench.entry('lũ', startsAt, { durationMs: 10 * SECOND });
    const zones = [{ zoneId: ZONE, controllerIds: [CONTROLLER] }];
    const plays = [{ durationMs, sounds, zones }];
    return { kind: 'emergency', emergencyId: 'lũ', title: 'Lũ', startsAt, endsAt, everyMs: 30 * SECOND, plays };
  };
  const idsOf = (emergency: EmergencyOrder) => emergencyEntries(emergency, ZONE).map(({ airingId }) => airingId);
  const startsOf = (emergency: EmergencyOrder) =>
    idsOf(emergency).flatMap((id) => bench.heardOf(id).map(({ startedAt }) => startedAt));

  it('fetches what is missing at once, and sounds on a grid until its end, loudly', async () => {
    const now = bench.time.nowMs;
    const emergency = order(now + 2 * SECOND, now + 92 * SECOND);
    await bench.order(emergency);
    await bench.time.pass(3 * MINUTE);
    expect(startsOf(emergency)).toEqual([0, 30, 60].map((seconds) => now + 2 * SECOND + seconds * SECOND));
    expect(bench.heardOf(idsOf(emergency)[0]!)).toMatchObject([{ completed: true }]);
  });

  it('cuts short what sounds, lets nothing else begin before its end, and begins what still may afterwards', async () => {
    const waits = bench.entry('b', at(3 * MINUTE), { lateLimitMs: MINUTE });
    const tooLate = bench.entry('c', at(2 * MINUTE), { lateLimitMs: SECOND, durationMs: SECOND });
    await bench.publish([bench.entry('a', at(MINUTE)), tooLate, waits]);
    await passUntil(at(80 * SECOND));
    const emergency = order(at(82 * SECOND), at(190 * SECOND));
    await bench.order(emergency);
    await passUntil(at(6 * MINUTE));
    expect(bench.wordsOn('a')).toEqual(['started', 'interrupted: pre-empted']);
    expect(bench.wordsOn('c').at(-1)).toMatch(/^(missed: emergency|interrupted: pre-empted)$/);
    expect(bench.heardOf('c')).toEqual([]);
    expect(bench.heardOf('b').map(({ startedAt }) => startedAt >= at(190 * SECOND))).toEqual([true]);
    expect(startsOf(emergency)).toHaveLength(4);
  });

  it('waits a second at most for a horn that hangs', async () => {
    await bench.publish([bench.entry('a', at(MINUTE))]);
    bench.horn.hangs = true;
    await passUntil(at(80 * SECOND));
    bench.horn.hangs = false;
    const emergency = order(at(82 * SECOND), at(100 * SECOND));
    await bench.order(emergency);
    await passUntil(at(2 * MINUTE));
    expect(startsOf(emergency)).toEqual([at(83 * SECOND)]);
    expect(bench.wordsOn('a')).toEqual(['started', 'interrupted: pre-empted']);
  });

  it('sounds once, whether it came by the order, by the programme or by both', async () => {
    const now = bench.time.nowMs;
    const emergency = order(now + 5 * SECOND, now + 70 * SECOND);
    await bench.order(emergency);
    const { emergencyId, startsAt, endsAt } = emergency;
    await bench.publish(emergencyEntries(emergency, ZONE), { emergencies: [{ emergencyId, startsAt, endsAt }] });
    await bench.time.pass(2 * MINUTE);
    expect(startsOf(emergency)).toHaveLength(2);
  });

  it('is joined by whoever comes late, from the programme alone', async () => {
    await bench.time.pass(2 * MINUTE);
    const now = bench.time.nowMs;
    const emergency = order(now - 40 * SECOND, now + 2 * MINUTE);
    const { emergencyId, startsAt, endsAt } = emergency;
    await bench.publish(emergencyEntries(emergency, ZONE), { emergencies: [{ emergencyId, startsAt, endsAt }] });
    await bench.time.pass(3 * MINUTE);
    // The repeat that should be sounding, and all that follow.
    expect(startsOf(emergency).length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...startsOf(emergency))).toBeLessThan(now + 10 * SECOND);
  });

  it.each(['by the order', 'by the programme'])('falls silent at once when it is ended: begun %s', async (way) => {
    const now = bench.time.nowMs;
    const emergency = order(now + 5 * SECOND, now + 5 * MINUTE);
    const { emergencyId, startsAt, endsAt } = emergency;
    if (way === 'by the order') await bench.order(emergency);
    else await bench.publish(emergencyEntries(emergency, ZONE), { emergencies: [{ emergencyId, startsAt, endsAt }] });
    await passUntil(startsAt + 4 * SECOND);
    await bench.order({ kind: 'end-emergency', emergencyId });
    await bench.publish([bench.entry('a', bench.time.nowMs + 20 * SECOND)]);
    await bench.time.pass(2 * MINUTE);
    expect(startsOf(emergency)).toEqual([startsAt]);
    expect(bench.wordsOn(idsOf(emergency)[0]!)).toEqual(['started', 'interrupted: cancelled']);
    expect(bench.heardOf('a')).toHaveLength(1);
  });

  it('goes on after a power cut, with the next repeat', async () => {
    const now = bench.time.nowMs;
    const emergency = order(now + 5 * SECOND, now + 3 * MINUTE);
    await bench.order(emergency);
    await bench.time.pass(8 * SECOND);
    await bench.cutPower();
    await bench.time.pass(SECOND);
    await bench.switchOn();
    await bench.time.pass(2 * MINUTE);
    const [first, second] = idsOf(emergency);
    expect(bench.heardOf(first!)).toHaveLength(1);
    expect(bench.heardOf(second!)).toMatchObject([{ startedAt: now + 35 * SECOND, completed: true }]);
  });

  it('passes quiet hours, when a normal item is refused aloud', async () => {
    await bench.close();
    await start(MORNING - 150 * MINUTE); // 03:00
    const now = bench.time.nowMs;
    const emergency = order(now + 2 * MINUTE, now + 3 * MINUTE);
    await bench.publish([bench.entry('a', now + 30 * SECOND)]);
    await bench.order(emergency);
    await bench.time.pass(4 * MINUTE);
    expect(bench.wordsOn('a')).toEqual(['refused: quiet-hours']);
    expect(startsOf(emergency)).toHaveLength(2);
  });

  it.each([
    [true, 2],
    [false, 0],
  ])('under a stop that spares emergencies (%s) it is heard %d times', async (sparesEmergency, times) => {
    const now = bench.time.nowMs;
    const stop = { stopId: 'stop-1', from: now, until: now + HOUR, sparesEmergency };
    await bench.order({ kind: 'stop', stop });
    const emergency = order(now + 5 * SECOND, now + 50 * SECOND);
    await bench.order(emergency);
    await bench.time.pass(2 * MINUTE);
    expect(startsOf(emergency)).toHaveLength(times);
  });

  it.each([
    ['right begins on the instant', 0, 600],
    ['wrong beyond what the lead allows, and ahead, begins at once', 1_500, 0],
    ['wrong beyond what the lead allows, and behind, begins when the order says by its own clock', -1_500, 2_100],
  ])('a pole whose clock is %s', async (_what, aheadMs, afterMs) => {
    const prepared = order(at(HOUR), at(HOUR + MINUTE));
    await bench.publish([], { standbySounds: prepared.plays[0]!.sounds }, MINUTE);
    bench.answersProbes = false;
    bench.serverAheadMs = -aheadMs;
    const said = bench.time.nowMs;
    await bench.order({ ...prepared, startsAt: bench.serverNow() + 600, endsAt: bench.serverNow() + 20 * SECOND });
    await bench.time.pass(5 * SECOND);
    const [startedAt] = startsOf(prepared);
    // The way there and the writing down take the network and the disk of the bench a few milliseconds.
    expect(startedAt! - said - afterMs).toBeGreaterThanOrEqual(0);
    expect(startedAt! - said - afterMs).toBeLessThan(50);
  });

  it('keeps the sounds in reserve ready', async () => {
    const now = bench.time.nowMs;
    const emergency = order(now + HOUR, now + HOUR + MINUTE);
    await bench.publish([], { standbySounds: emergency.plays[0]!.sounds }, MINUTE);
    bench.network.cutWire('device-1');
    expect(await bench.disk.listSounds()).toContain(emergency.plays[0]!.sounds[0]!.sha256);
  });
});
