// How long after its confirmation an emergency is at the last pole, over real connections: beside the same bytes said by the link alone, and once
// more while the server plans, renders and takes receipts. Wall time, which the machine's other work lengthens on both sides.
// `--sizes`: how many poles.
import { SECOND_MS } from '#domain';
import type { Bench, OpenBench } from './support/bench';
import { startedOf } from './support/boxes';
import { ConnectedCommune } from './support/connected-commune';
import { OneMoreBroadcast } from './support/one-more-broadcast';
import { besides } from './support/other-work';
import { Speech } from './support/speech';
import { median } from './support/statistics';
import { machineMs } from './support/thin-fleet';

const [POLES, QUICK_POLES] = [400, 96];
/** What the gates allow on top of the ratio. */
const [RAW_MS, LOADED_MS] = [20, 50];
const [RENDERS, SPEECH_MINUTES] = [2, 0.25];
const URGENT = '/urgent';
/** Of each cost the median of so many: one alone says what the machine did meanwhile. */
const SHOTS = 5;

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const commune = await ConnectedCommune.open(sizes?.[0] ?? (isQuick ? QUICK_POLES : POLES));
  const poles = commune.hung.length;
  const { world, fleet, link } = commune;
  const submitted = await world.announcement('Lũ quét', 30 * SECOND_MS, 'emergency');
  await world.announcements.approve(world.person('toan'), submitted.id, submitted.digest!);
  const broadcasts = await OneMoreBroadcast.open(world);
  const planned = async () => {
    const bookingId = await broadcasts.book();
    await broadcasts.dispatch();
    return bookingId;
  };
  const bookingId = await planned();
  const reported = async () => {
    const burst = await startedOf(world, bookingId, commune.hung);
    await Promise.all(
      burst.map(({ deviceId, envelope }) => world.evidence.accept(world.communeId, deviceId, envelope)),
    );
  };
  const speech = await Speech.open(SPEECH_MINUTES);
  let order: Uint8Array = Buffer.alloc(0);
  const say = world.link.publishUrgent.bind(world.link);
  world.link.publishUrgent = (communeId, zoneId, envelope) => {
    order = envelope;
    return say(communeId, zoneId, envelope);
  };
  /** From the act to the last pole, in milliseconds. */
  const lastMs = async (act: () => Promise<unknown>) => {
    let saidAt = 0;
    const times = await fleet.arrivals(URGENT, poles, () => {
      saidAt = machineMs();
      return act();
    });
    return times.at(-1)! - saidAt;
  };
  const emergencyMs = async () => {
    const request = { announcementId: submitted.id, wholeCommune: true, minutes: 10, reason: 'Nước suối dâng nhanh' };
    const { id } = await world.emergencies.request(world.person('mai'), world.communeId, request);
    const tookMs = await lastMs(() => world.emergencies.confirm(world.person('toan'), id));
    await fleet.arrivals(URGENT, poles, () => world.emergencies.end(world.person('toan'), id, { allClear: false }));
    world.jobs.waiting.clear();
    world.clock.pass(SECOND_MS);
    return tookMs;
  };
  const shots = async (shot: () => Promise<number>) => {
    const all: number[] = [];
    while (all.length < SHOTS) all.push(await shot());
    return median(all);
  };
  const rawMs = () => lastMs(() => link.publishUrgent(world.communeId, null, order));
  const renders = Array.from({ length: RENDERS }, () => () => speech.render());
  const loadedMs = () => besides([planned, reported, ...renders], () => shots(emergencyMs));
  await emergencyMs();
  const without = (allowedMs: number, cost: () => Promise<number>) => async () =>
    Math.max(1, (await cost()) - allowedMs);
  const what = `an emergency from its confirmation to the last of ${poles} poles`;
  return {
    figures: [
      {
        ...{ gate: 'P7', what: `${what}, without the ${RAW_MS} ms that are allowed`, unit: 'ms', atMost: 1.5 },
        ...{ beside: 'the same bytes said by the link alone', measure: 'ratio' },
        subject: without(RAW_MS, () => shots(emergencyMs)),
        control: () => shots(rawMs),
      },
      {
        ...{
          gate: 'P8',
          what: `${what} with plans, ${RENDERS} renders and receipts, without the ${LOADED_MS} ms allowed`,
        },
        ...{ beside: 'the same without other work', unit: 'ms', atMost: 1.25, measure: 'ratio' },
        subject: without(LOADED_MS, loadedMs),
        control: () => shots(emergencyMs),
      },
    ],
    close: async () => {
      await speech.remove();
      await commune.close();
    },
  };
}

export default { open } satisfies Bench;
