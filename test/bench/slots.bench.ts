// What happens around a slot at the boxes, in the time of a test: how their fetching is spread, what reaches the server because a slot begins, and
// whether everybody starts when nothing of the server is left. Counted, so it is the same on every machine. `--sizes`: how many controllers.
import { MINUTE_MS, SECOND_MS } from '#domain';
import { FakeDeviceClock, FakeTime } from '../support/fake-device-clock';
import { AFTERNOON } from '../support/desk-commune';
import type { Bench, OpenBench } from './support/bench';
import { SimulatedPoles } from './support/simulated-poles';

const [POLES, QUICK_POLES] = [400, 100];
/** Over which boxes spread what is not soon. */
const SPREAD_S = 10;
/** Of the gate: the window around a slot, and how late is still punctual. */
const [AROUND_MS, PUNCTUAL_MS] = [2 * SECOND_MS, 50];
/** Longer than the window, so that its end is not in it. */
const SOUND_MS = 30 * SECOND_MS;
const SAID =
  'every box says within half a second of the slot that it began and that it sounds, because people at the desk want to see it; nothing else comes because of a slot';

/** The most that lie within one second. */
function peakPerSecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(...sorted.map((first) => sorted.filter((time) => time >= first && time < first + SECOND_MS).length));
}

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const count = sizes?.[0] ?? (isQuick ? QUICK_POLES : POLES);
  const time = new FakeTime(AFTERNOON);
  const poles = await SimulatedPoles.open(count, time, () => new FakeDeviceClock(time));
  const { arrivals, fetches, heard } = poles;
  const until = async (instant: number) => time.pass(instant - time.nowMs);
  const around = (instant: number) => arrivals.filter(({ at }) => Math.abs(at - instant) <= AROUND_MS).length;

  const slot = time.nowMs + 10 * MINUTE_MS;
  await poles.publish(slot, SOUND_MS);
  await until(slot - 5 * MINUTE_MS);
  const fetched = [...fetches];
  await until(slot + MINUTE_MS);

  const dark = slot + 10 * MINUTE_MS;
  await poles.publish(dark, SOUND_MS);
  await until(dark - MINUTE_MS);
  poles.stopServer();
  await until(dark + MINUTE_MS);
  poles.startServer();
  const punctual = heard.filter(({ startedAt }) => startedAt >= dark && startedAt <= dark + PUNCTUAL_MS).length;
  await poles.close();

  const without = around(slot - 2 * MINUTE_MS);
  const counted = (value: number) => () => Promise.resolve(value);
  return {
    figures: [
      {
        ...{ gate: 'P20', what: `the fullest second in which ${count} boxes fetch a sound that is not needed soon` },
        ...{ beside: `evenly over ${SPREAD_S} s`, unit: 'requests', atMost: 3, measure: 'count' },
        subject: counted(peakPerSecond(fetched)),
        control: counted(fetched.length / SPREAD_S),
      },
      {
        ...{
          gate: 'P2',
          what: `messages of ${count} boxes to the server in the 4 s around a slot`,
          whyMissed: SAID,
        },
        ...{ beside: '4 s without a slot', unit: 'messages', atMost: 1.05, measure: 'count' },
        subject: counted(around(slot)),
        control: counted(Math.max(1, without)),
      },
      {
        ...{
          gate: 'P2',
          what: `${count} boxes that are due while server and broker have been stopped for a minute`,
        },
        ...{ beside: `those that start within ${PUNCTUAL_MS} ms`, unit: 'boxes', atMost: 1, measure: 'count' },
        subject: counted(count),
        control: counted(punctual),
      },
    ],
    close: () => Promise.resolve(),
  };
}

export default { open } satisfies Bench;
