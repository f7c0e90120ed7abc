// What could play, did: silence without a reason is a fault like a sound without one.
import { MINUTE_MS, SECOND_MS, type Interval } from '../calendar/time';
import { groupedBy } from '../groups';
import { startTimeOf, type AirEvidence } from './evidence';
import type { OrderedAiring } from './facts';

type Rule = (evidence: AirEvidence) => readonly string[];

/** Why a pole that could play may have been silent all the same, as it says itself. */
const GOOD_REASONS: readonly string[] = [
  ...['stopped', 'quiet-hours', 'air-taken', 'cancelled', 'emergency', 'pre-empted'],
  ...['rundown-cap', 'day-cap', 'least-silence', 'horn-busy'],
];

/** A start is written down so long before; who is ready by then can play. */
const READY_BEFORE_MS = 10 * SECOND_MS;
/** From the approval to the sound on the pole, with the work and the beat in between. */
const CARRIED_WITHIN_MS = 150 * SECOND_MS;
/** A timer may ring a little late. */
const EXACT_MS = 1 * SECOND_MS;
/** No commune of a simulation asks for more silence between two sounds. */
const LEAST_SILENCE_MS = 10 * SECOND_MS;
/** An emergency is on air in this time where nothing is in the way. */
const ALARMED_WITHIN_MS = 90 * SECOND_MS;

function isHeardOrExplained(evidence: AirEvidence, { airingId }: OrderedAiring, controllerId: string): boolean {
  const playbackId = evidence.facts.playbackIdOf(airingId, controllerId);
  if (evidence.soundsOf.has(playbackId)) return true;
  return (evidence.saidOf.get(playbackId) ?? []).some(
    ({ kind, reason }) => ['refused', 'missed', 'interrupted'].includes(kind) && GOOD_REASONS.includes(reason ?? ''),
  );
}

const silent = (evidence: AirEvidence, { airingId, title, startsAt }: OrderedAiring, controllerId: string) => {
  const words = (evidence.saidOf.get(evidence.facts.playbackIdOf(airingId, controllerId)) ?? []).map(
    ({ kind, reason }) => (reason === null ? kind : `${kind}: ${reason}`),
  );
  return `${title} (${airingId}) of ${new Date(startsAt).toISOString()} was silent on ${controllerId}, which said [${words.join(', ')}]`;
};

/** Each airing that was never moved and is over, on each pole that is known, with the time that mattered. */
function due(evidence: AirEvidence) {
  return [...evidence.orders.keys()].flatMap((airingId) => {
    const order = evidence.unmoved(airingId);
    if (!order || order.kind === 'emergency' || order.kind === 'drill') return [];
    const { from, to } = startTimeOf(order);
    if (to + order.durationMs + MINUTE_MS > evidence.facts.now) return [];
    return order.controllerIds
      .filter((controllerId) => evidence.isOneBox(controllerId))
      .map((controllerId) => ({ order, controllerId, startsIn: { from, to } as Interval }));
  });
}

/** Whether the pole had said that it is ready, still had the order when it was due, and nothing befell it. */
function wasReady(evidence: AirEvidence, order: OrderedAiring, controllerId: string, startsIn: Interval): boolean {
  const playbackId = evidence.facts.playbackIdOf(order.airingId, controllerId);
  const ready = evidence.saidOf.get(playbackId)?.find(({ kind }) => kind === 'ready');
  if (!ready || ready.at > startsIn.from - READY_BEFORE_MS) return false;
  const { programme, silenced } = evidence.standingAt(controllerId, startsIn.to);
  if (!programme?.airingIds.has(order.airingId) || silenced.has(order.airingId)) return false;
  const since = { from: ready.at, to: startsIn.to };
  return evidence.isFit(controllerId, since) && !evidence.isOrderedAround(controllerId, startsIn);
}

/** A pole that had said that it is ready, and that nothing befell, plays, whatever became of the server. */
export const readyPolesPlay: Rule = (evidence) =>
  due(evidence)
    .filter(({ order, controllerId, startsIn }) => wasReady(evidence, order, controllerId, startsIn))
    .filter(({ order, controllerId }) => !isHeardOrExplained(evidence, order, controllerId))
    .map(({ order, controllerId }) => silent(evidence, order, controllerId));

/** Such a pole is exact, unless something of its own stood before it. */
export const readyPolesAreExact: Rule = (evidence) =>
  evidence.facts.clockToleranceMs > 0
    ? []
    : due(evidence)
        .filter(({ order, controllerId, startsIn }) => wasReady(evidence, order, controllerId, startsIn))
        .flatMap(({ order: { airingId, title, startsAt }, controllerId }) => {
          const sound = evidence.soundsOf.get(evidence.facts.playbackIdOf(airingId, controllerId))?.[0];
          if (!sound || sound.startedAt <= startsAt + EXACT_MS) return [];
          const isHeldUp = evidence.facts.sounds.some(
            ({ endedAt, startedAt, ...other }) =>
              other.controllerId === controllerId &&
              startedAt < sound.startedAt &&
              (endedAt ?? Infinity) > startsAt - LEAST_SILENCE_MS,
          );
          return isHeldUp
            ? []
            : [`${title} (${airingId}) began ${sound.startedAt - startsAt} ms late on ${controllerId}`];
        });

/** What was approved in time, and never taken off, sounds where nothing was in the way from the approval on. */
export const approvedSounds: Rule = (evidence) => {
  const planned = new Set(evidence.facts.airings.flatMap(({ id, state }) => (state === 'planned' ? [id] : [])));
  return due(evidence)
    .filter(({ order, controllerId, startsIn }) => {
      const will = evidence.wills.get(order.title);
      if (!will || will.approvedAt === null || !planned.has(order.airingId)) return false;
      if (will.takenOffAt !== null && will.takenOffAt <= startsIn.from + EXACT_MS) return false;
      if (startsIn.from < will.approvedAt + CARRIED_WITHIN_MS) return false;
      const since = { from: will.approvedAt - MINUTE_MS, to: startsIn.to };
      const isUndisturbed = evidence.isFit(controllerId, since) && evidence.isTogether(controllerId, since);
      return isUndisturbed && !evidence.isOrderedAround(controllerId, startsIn);
    })
    .filter(({ order, controllerId }) => !isHeardOrExplained(evidence, order, controllerId))
    .map(({ order, controllerId }) => silent(evidence, order, controllerId));
};

/** An emergency sounds wherever nothing was in the way. */
export const emergenciesSound: Rule = (evidence) => {
  const emergencies = evidence.facts.ordered.filter(({ kind }) => kind === 'emergency');
  return [...groupedBy(emergencies, ({ title }) => title)].flatMap(([title, plays]) => {
    const first = Math.min(...plays.map(({ startsAt }) => startsAt));
    const time = { from: first - 2 * MINUTE_MS, to: first + ALARMED_WITHIN_MS };
    const will = evidence.wills.get(title);
    if (!will || will.approvedAt === null || (will.takenOffAt !== null && will.takenOffAt <= time.to)) return [];
    return [...new Set(plays.flatMap(({ controllerIds }) => controllerIds))]
      .filter((controllerId) => evidence.isOneBox(controllerId))
      .filter((controllerId) => evidence.isFit(controllerId, time) && evidence.isTogether(controllerId, time))
      .filter((controllerId) => evidence.facts.clockToleranceMs === 0 && !isStopped(evidence, controllerId, time))
      .filter(
        (controllerId) =>
          !evidence.facts.sounds.some((sound) => {
            const isIt = sound.controllerId === controllerId && evidence.titleOf(sound.airingId) === title;
            return isIt && sound.startedAt <= time.to;
          }),
      )
      .map((controllerId) => `the emergency ${title} was silent on ${controllerId}`);
  });
};

function isStopped(evidence: AirEvidence, controllerId: string, time: Interval): boolean {
  return evidence
    .standingAt(controllerId, time.to)
    .stops.some((stop) => stop.time.to > time.from && stop.time.from < time.to);
}
