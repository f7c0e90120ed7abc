// How late boxes start what is due, in the time of the machine, beside bare timers that are due at the same instant. All of them live in this one
// process, so who comes last has waited for the work of all others; a pole alone has a machine of its own. `--sizes`: how many controllers.
import { NodeDeviceClock } from '#controller';
import { setTimeout as pause } from 'node:timers/promises';
import { FakeTime } from '../support/fake-device-clock';
import type { Bench, OpenBench } from './support/bench';
import { SimulatedPoles } from './support/simulated-poles';
import { worstOfHundred } from './support/statistics';
import { machineMs } from './support/thin-fleet';

const POLES = 100;
/** From the programme to its slot. */
const AHEAD_MS = 5_000;
/** Of timers, because few say little. */
const BATCHES = 5;
const TOGETHER =
  'the boxes of one process write their journals and start their horns one after the other; each pole has a processor of its own';

/** The time of the machine where a test has its own. */
class MachineTime extends FakeTime {
  override get nowMs(): number {
    return machineMs();
  }

  override at(atMs: number, call: () => void): () => void {
    const timer = setTimeout(call, Math.max(0, atMs - machineMs()));
    return () => clearTimeout(timer);
  }

  override async pass(durationMs: number): Promise<void> {
    await pause(durationMs);
  }
}

async function open(_: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const count = sizes?.[0] ?? POLES;
  const time = new MachineTime(0);
  const poles = await SimulatedPoles.open(count, time, () => new NodeDeviceClock());
  const boxesMs = async () => {
    poles.heard.length = 0;
    const slot = Math.floor(time.nowMs) + AHEAD_MS;
    await poles.publish(slot, 1_000);
    while (poles.heard.length < count && time.nowMs < slot + AHEAD_MS) await pause(500);
    if (poles.heard.length < count) throw new Error(`${poles.heard.length} boxes started`);
    return worstOfHundred(poles.heard.map(({ startedAt }) => Math.abs(startedAt - slot)));
  };
  const lateTimers = async () => {
    const slot = machineMs() + AHEAD_MS / 5;
    const late = await Promise.all(
      Array.from({ length: count }, () => pause(slot - machineMs()).then(() => machineMs() - slot)),
    );
    return late.map(Math.abs);
  };
  const timersMs = async () => {
    const late: number[] = [];
    while (late.length < BATCHES * count) late.push(...(await lateTimers()));
    return worstOfHundred(late);
  };
  return {
    figures: [
      {
        ...{ gate: 'P1', what: `how late the last but one in a hundred of ${count} boxes starts, all in one process` },
        ...{ beside: 'as many bare timers', unit: 'ms', atMost: 2, whyMissed: TOGETHER, measure: 'ratio' },
        subject: boxesMs,
        control: timersMs,
      },
    ],
    close: () => poles.close(),
  };
}

export default { open } satisfies Bench;
