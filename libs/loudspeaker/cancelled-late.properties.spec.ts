// Whatever the late limit, the length, the instant of the cancel and that at which the link comes back: what a device has heard is cancelled does
// not begin any more, and what it says is what was heard.
import fc from 'fast-check';
import { DeviceBench, MORNING } from '../../test/support/device-bench';
import { DAY_PATIENCE_MS, DAYS, PROPERTY_RUNS } from '../../test/support/property-runs';

const SECOND = 1_000;
const DUE = MORNING + 60 * SECOND;
/** A message over the link, and a little more. */
const ON_ITS_WAY = 100;

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => count * SECOND);

it(
  'never begins after it has heard of the cancel, and says what became of it',
  async () => {
    const story = fc.record({
      busyForMs: seconds(0, 40),
      lateLimitMs: seconds(0, 60),
      durationMs: seconds(2, 20),
      cancelledAfterMs: seconds(-10, 70),
      backAfterMs: seconds(0, 60),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ busyForMs, lateLimitMs, durationMs, cancelledAfterMs, backAfterMs }) => {
        const bench = new DeviceBench();
        await bench.start();
        const until = (instant: number) => bench.time.pass(Math.max(0, instant - bench.time.nowMs));
        const first = bench.entry('first', DUE - 5 * SECOND, { durationMs: 5 * SECOND + (busyForMs || 1) });
        const wrong = bench.entry('wrong', DUE, { durationMs, lateLimitMs });
        await bench.publish([first, wrong]);
        await until(DUE - 15 * SECOND);
        bench.network.cutWire('device-1');
        await until(DUE + cancelledAfterMs);
        await bench.publish([first], { cancelledAiringIds: ['wrong'] }, 0);
        const backAt = DUE + cancelledAfterMs + backAfterMs;
        await until(backAt);
        bench.network.mendWire('device-1');
        await until(DUE + 5 * 60 * SECOND);
        const [heard, words] = [bench.heardOf('wrong'), bench.wordsOn('wrong')];
        await bench.close();
        expect(heard.length).toBeLessThanOrEqual(1);
        for (const { startedAt, endedAt } of heard) {
          expect(startedAt).toBeLessThan(backAt + ON_ITS_WAY);
          expect(endedAt).toBeLessThan(Math.max(backAt + ON_ITS_WAY, startedAt + 1));
        }
        const said = {
          heard: [
            ['started', 'played'],
            ['started', 'interrupted: cancelled'],
          ],
          silent: [
            [],
            ['refused: cancelled'],
            ['started', 'interrupted: cancelled'],
            ['missed: horn-busy'],
            ['missed: start-passed'],
          ],
        }[heard.length > 0 ? 'heard' : 'silent'];
        expect(said).toContainEqual(words);
      }),
      { ...DAYS, numRuns: Math.ceil(PROPERTY_RUNS / 10) },
    );
  },
  DAY_PATIENCE_MS,
);
