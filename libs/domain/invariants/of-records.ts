// What must be true of what is written down: everything ends, nothing is said to have sounded that did not, and nothing that sounded is forgotten.
import { ENDED_PLAYBACK_STATES, type Playback } from '../air/air';
import { MINUTE_MS } from '../calendar/time';
import { groupedBy } from '../groups';
import type { AirEvidence } from './evidence';
import type { AirLogSound } from './facts';

/** The settling goes with the beat. */
const SETTLED_WITHIN_MS = 3 * MINUTE_MS;

type Rule = (evidence: AirEvidence) => readonly string[];

const told = ({ id, controllerId, airingId, state, reason }: Playback, { titleOf }: Titles) =>
  `${titleOf(airingId)} on ${controllerId} is ${state}${reason === null ? '' : ` (${reason})`} [${id}]`;

interface Titles {
  readonly titleOf: (airingId: string) => string;
}

const titlesOf = (evidence: AirEvidence): Titles => ({ titleOf: (id) => evidence.titleOf(id) });

export const everythingEnds: Rule = (evidence) =>
  evidence.facts.playbacks
    .filter(({ state }) => !ENDED_PLAYBACK_STATES.includes(state))
    .filter(({ deadlineAt }) => deadlineAt + SETTLED_WITHIN_MS < evidence.facts.now)
    .map((playback) => told(playback, titlesOf(evidence)));

/** `played` needs a whole sound, `missed` and `refused` none at all. */
export const saysWhatSounded: Rule = (evidence) =>
  evidence.facts.playbacks.flatMap((playback) => {
    const sounds = evidence.soundsOf.get(playback.id) ?? [];
    const isTrue =
      playback.state === 'played'
        ? sounds.some(({ completed }) => completed)
        : playback.state === 'missed' || playback.state === 'refused'
          ? sounds.length === 0 || !evidence.isOneBox(playback.controllerId)
          : playback.state !== 'interrupted' || sounds.length > 0 || !couldHearItself(evidence, playback);
    return isTrue ? [] : [`${told(playback, titlesOf(evidence))}, and the horn sounded ${sounds.length} times`];
  });

/** A box counts the time of its sound; a horn that hangs in silence it cannot tell from one that sounds. */
function couldHearItself(evidence: AirEvidence, { controllerId, startedAt, playedMs }: Playback): boolean {
  if (startedAt === null || playedMs === null || playedMs === 0) return false;
  return evidence.isFit(controllerId, { from: startedAt, to: startedAt + playedMs });
}

export const playedNeedsReceipt: Rule = (evidence) => {
  const receipts = new Set(
    evidence.facts.kept.flatMap(({ kind, playbackId, controllerId }) =>
      kind === 'played' ? [`${playbackId} ${controllerId}`] : [],
    ),
  );
  return evidence.facts.playbacks
    .filter(({ state, id, controllerId }) => state === 'played' && !receipts.has(`${id} ${controllerId}`))
    .map((playback) => `${told(playback, titlesOf(evidence))} without a receipt`);
};

/** What a box with its memory sounded is told, once it could tell it. */
export const nothingHeardIsForgotten: Rule = (evidence) =>
  evidence.facts.sounds.flatMap((sound) => {
    if (sound.endedAt === null || !evidence.isOneBox(sound.controllerId)) return [];
    const playback = evidence.playbacks.get(sound.playbackId);
    if (!playback && evidence.facts.isRestored) return [];
    const isTold = playback?.state === (sound.completed ? 'played' : 'interrupted');
    if (isTold || (playback?.state === 'interrupted' && !couldWriteItDown(evidence, sound, sound.endedAt))) return [];
    return [`${heard(sound, evidence)}, and the desk says ${playback?.state ?? 'nothing'}`];
  });

/** Of a sound whose end nobody could write down it is known that it began. */
function couldWriteItDown(evidence: AirEvidence, { controllerId, startedAt }: AirLogSound, endedAt: number): boolean {
  return evidence.isFit(controllerId, { from: startedAt, to: endedAt + MINUTE_MS });
}

function heard({ controllerId, airingId, completed }: AirLogSound, evidence: AirEvidence): string {
  return `${evidence.titleOf(airingId)} (${airingId}) sounded ${completed ? 'whole' : 'in part'} on ${controllerId}`;
}

export const unconfirmedHasAReason: Rule = (evidence) =>
  evidence.facts.playbacks
    .filter(({ state, controllerId }) => state === 'unconfirmed' && evidence.isOneBox(controllerId))
    .filter(({ id, controllerId, airingId }) => {
      const startsAt = evidence.unmoved(airingId)?.startsAt;
      // Whether it ever reached the pole is another question.
      if (startsAt === undefined || !evidence.saidOf.get(id)?.some(({ kind }) => kind === 'ready')) return false;
      const since = { from: startsAt - 10 * MINUTE_MS, to: evidence.facts.now };
      return evidence.isFit(controllerId, since) && evidence.isTogether(controllerId, since);
    })
    .map((playback) => `${told(playback, titlesOf(evidence))} although the pole could say it`);

/** What a box said and was told to forget is stored. */
export const receiptsAreKept: Rule = ({ facts, ...evidence }) => {
  const kept = new Set(
    facts.kept.map(({ controllerId, deviceEpoch, sequence }) => `${controllerId} ${deviceEpoch} ${sequence}`),
  );
  const lost = facts.said.filter(
    ({ controllerId, deviceEpoch, sequence }) => !kept.has(`${controllerId} ${deviceEpoch} ${sequence}`),
  );
  return lost
    .filter(({ controllerId }) => {
      const life = evidence.lives.get(controllerId);
      return life !== undefined && !life.isDoubled && !life.isForgetful;
    })
    .map(({ controllerId, kind, sequence }) => `receipt ${sequence} (${kind}) of ${controllerId} is not stored`);
};

export const receiptsWithoutGap: Rule = ({ facts }) =>
  [...groupedBy(facts.kept, ({ controllerId, deviceEpoch }) => `${controllerId} ${deviceEpoch}`)].flatMap(
    ([journal, receipts]) => {
      const numbers = receipts.map(({ sequence }) => sequence).sort((a, b) => a - b);
      const gap = numbers.find((number, place) => place > 0 && number !== numbers[place - 1]! + 1);
      return gap === undefined ? [] : [`journal ${journal} lacks what stands before ${gap}`];
    },
  );

/** Of an airing that was taken off before anything of it was planned there is no playback, and a pole may speak of it all the same. */
export const receiptsAreOfSomething: Rule = ({ facts, playbacks }) => {
  if (facts.isRestored) return [];
  const planned = facts.airings.flatMap(({ id }) =>
    facts.poles.map(({ controllerId }) => facts.playbackIdOf(id, controllerId)),
  );
  const known = new Set([...playbacks.keys(), ...planned]);
  return facts.kept
    .filter(({ playbackId }) => playbackId !== null && !known.has(playbackId))
    .map(({ controllerId, kind, playbackId }) => `${kind} of ${controllerId} is about nothing known: ${playbackId}`);
};

export const versionsRise: Rule = ({ facts }) =>
  [...groupedBy(facts.issued, ({ zoneId }) => zoneId)].flatMap(([zoneId, versions]) =>
    versions.flatMap((version, place) => {
      const before = versions[place - 1];
      const rise = before && (version.epoch - before.epoch || version.version - before.version);
      if (rise === undefined || rise > 0 || (rise === 0 && version.content === before?.content)) return [];
      return [`zone ${zoneId} was given ${version.epoch}.${version.version} after ${before!.epoch}.${before!.version}`];
    }),
  );

export const logVerifies: Rule = ({ facts }) => (facts.logFault === null ? [] : [facts.logFault]);

export const villagesAreAsked: Rule = (evidence) => {
  const items = new Map(evidence.facts.airings.map((airing) => [airing.id, airing]));
  const heardTitles = evidence.facts.playbacks
    .filter(({ state }) => state === 'played')
    .flatMap(({ airingId }) => {
      const airing = items.get(airingId);
      return airing?.kind === 'item' && airing.state === 'planned' ? [airing.title] : [];
    });
  return [...new Set(heardTitles)]
    .filter((title) => !evidence.facts.askedAbout.has(title))
    .map((title) => `no village was asked whether ${title} was heard`);
};

export const nothingFails: Rule = ({ facts }) => facts.failures;
