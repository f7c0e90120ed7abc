// What must never be heard: a sound twice, at another time than its own, unapproved, taken off, in a silence, or over another one.
import { overlaps, SECOND_MS } from '../calendar/time';
import { groupedBy } from '../groups';
import { startTimeOf, OBEYED_WITHIN_MS, type AirEvidence } from './evidence';
import type { AirLogSound } from './facts';

/** A timer may ring a little early or late. */
const EXACT_MS = 1 * SECOND_MS;

type Rule = (evidence: AirEvidence) => readonly string[];

const eachSound =
  (faultOf: (sound: AirLogSound, evidence: AirEvidence) => string | undefined): Rule =>
  (evidence) =>
    evidence.facts.sounds.flatMap((sound) => {
      const fault = faultOf(sound, evidence);
      return fault === undefined ? [] : [`${told(sound, evidence)} ${fault}`];
    });

function told({ controllerId, airingId, startedAt }: AirLogSound, evidence: AirEvidence): string {
  return `${evidence.titleOf(airingId)} (${airingId}) on ${controllerId} at ${new Date(startedAt).toISOString()}`;
}

export const onceOnly: Rule = (evidence) =>
  [...evidence.soundsOf.values()]
    .filter(([first, second]) => second !== undefined && evidence.isOneBox(first!.controllerId))
    .map((sounds) => `${told(sounds[0]!, evidence)} sounded ${sounds.length} times`);

export const inItsTime = eachSound((sound, { orders, facts }) => {
  const toleranceMs = EXACT_MS + facts.clockToleranceMs;
  const times = (orders.get(sound.airingId) ?? []).map(startTimeOf);
  const isIn = times.some(
    ({ from, to }) => from - toleranceMs <= sound.startedAt && sound.startedAt < to + toleranceMs,
  );
  return isIn ? undefined : `began outside of ${times.map(({ from, to }) => `${from}..${to}`).join()}`;
});

export const approved = eachSound((sound, evidence) => {
  const order = evidence.orders.get(sound.airingId)?.[0];
  if (!order) return 'was never ordered';
  if (order.kind === 'opening' || order.kind === 'closing') return undefined;
  const will = evidence.wills.get(order.title);
  if (will?.isInDoubt) return undefined;
  if (!will || will.approvedAt === null) return 'was approved by nobody';
  return will.approvedAt <= sound.startedAt + evidence.facts.clockToleranceMs ? undefined : 'was approved afterwards';
});

export const theApprovedSound = eachSound((sound, { orders }) => {
  const own = sound.sha256s.join();
  const isOrdered = (orders.get(sound.airingId) ?? []).some(({ sha256s }) => sha256s.join() === own);
  return isOrdered ? undefined : 'is not what was ordered';
});

export const whereItWasApproved = eachSound((sound, { orders }) => {
  const isNamed = (orders.get(sound.airingId) ?? []).some((order) => order.controllerIds.includes(sound.controllerId));
  return isNamed ? undefined : 'sounded on a pole that was not named';
});

/** What was taken off does not begin, and what sounds falls silent. */
export const silentOnceTakenOff = eachSound((sound, evidence) => {
  const { controllerId, airingId, startedAt, endedAt } = sound;
  const kind = evidence.orders.get(airingId)?.[0]?.kind;
  if (!evidence.isOneBox(controllerId) || kind === 'drill') return undefined;
  // What changed within the last moments may have been obeyed or not.
  const standing = [startedAt - OBEYED_WITHIN_MS, startedAt].map((at) => evidence.standingAt(controllerId, at));
  if (standing.every(({ silenced }) => silenced.has(airingId)))
    return 'began after the pole knew that it was cancelled';
  const isNamed = standing.some(({ programme }) => programme?.airingIds.has(airingId) ?? true);
  if (!isNamed && kind !== 'emergency') return 'began although the programme of the pole did not name it any more';
  if (endedAt === null || endedAt - startedAt <= OBEYED_WITHIN_MS) return undefined;
  const during = evidence.standingAt(controllerId, endedAt - OBEYED_WITHIN_MS);
  return during.silenced.has(airingId) ? 'went on after the pole knew that it was cancelled' : undefined;
});

/** What was cancelled reaches every pole that can be reached, in time. */
export const cancelsAreCarried = eachSound((sound, evidence) => {
  const { controllerId, airingId, startedAt, endedAt } = sound;
  const cancelledAt = evidence.wills.get(evidence.titleOf(airingId))?.cancelledAt ?? null;
  const until = endedAt ?? startedAt;
  if (cancelledAt === null || until <= cancelledAt + CARRIED_WITHIN_MS) return undefined;
  const time = { from: cancelledAt - SECOND_MS, to: until };
  if (!evidence.isOneBox(controllerId) || !evidence.isTogether(controllerId, time)) return undefined;
  return evidence.isFit(controllerId, time) ? 'was heard long after it was cancelled' : undefined;
});

/** From the answer to a cancellation to silence on a pole that can be reached. */
const CARRIED_WITHIN_MS = 10 * SECOND_MS;

export const silentWhileStopped = eachSound((sound, evidence) => {
  const { controllerId, airingId, startedAt } = sound;
  if (!evidence.isOneBox(controllerId) || evidence.facts.clockToleranceMs > 0) return undefined;
  const { stops } = evidence.standingAt(controllerId, startedAt - OBEYED_WITHIN_MS);
  const stop = stops.find(
    ({ time, sparesEmergency }) =>
      time.from <= startedAt && startedAt < time.to && !(sparesEmergency && evidence.isEmergency(airingId)),
  );
  return stop && `began while the pole was stopped by ${stop.stopId}`;
});

export const quietHoursKept = eachSound((sound, evidence) => {
  const { controllerId, airingId, startedAt, endedAt } = sound;
  if (evidence.isEmergency(airingId)) return undefined;
  const time = { from: startedAt, to: endedAt ?? startedAt + 1 };
  const broken = evidence.facts.quiet.some((quiet) => {
    const learned = { from: quiet.knownAt, to: startedAt };
    if (!overlaps(quiet.time, time) || startedAt < quiet.knownAt + LEARNED_WITHIN_MS) return false;
    return (
      evidence.isOneBox(controllerId) &&
      evidence.isTogether(controllerId, learned) &&
      evidence.isFit(controllerId, learned)
    );
  });
  return broken ? 'sounded in quiet hours' : undefined;
});

/** Settings and programmes go out with the next beat, and come at latest when they are said again. */
const LEARNED_WITHIN_MS = 180 * SECOND_MS;

export const emergenciesFirst = eachSound((sound, evidence) => {
  const { controllerId, airingId, startedAt } = sound;
  if (evidence.isEmergency(airingId) || !evidence.isOneBox(controllerId) || evidence.facts.clockToleranceMs > 0)
    return undefined;
  const { emergencies } = evidence.standingAt(controllerId, startedAt - OBEYED_WITHIN_MS);
  const first = emergencies.find(({ time }) => time.from <= startedAt && startedAt < time.to);
  return first && `began while the emergency ${first.emergencyId} held the air`;
});

export const oneAtATime: Rule = (evidence) =>
  [...groupedBy(evidence.facts.sounds, ({ controllerId, box }) => `${controllerId} ${box}`).values()].flatMap(
    (sounds) => {
      const inOrder = [...sounds].sort((a, b) => a.startedAt - b.startedAt);
      return inOrder.flatMap((sound, place) => {
        const next = inOrder[place + 1];
        const isOver = !next || (sound.endedAt !== null && sound.endedAt <= next.startedAt);
        return isOver ? [] : [`${told(next, evidence)} began over ${evidence.titleOf(sound.airingId)}`];
      });
    },
  );
