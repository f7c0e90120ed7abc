// The links of the reason chain about the way to the poles: who has the programme, who has the sound, and what keeps the others from it.
import type { PlaybackState } from '../../air/air';
import { HOUR_MS, MINUTE_MS } from '../../calendar/time';
import { link, type WhyLink, type WhyPole, type WhyPoleCode, type WhyState, type WhyValues } from './link';
import type { AiringStory, PoleStory } from './story';

/** A pole that is away so near the start is in the way; before that it may well come back by itself. */
const AWAY_MATTERS_MS = 2 * HOUR_MS;
/** A pole that is there and has not everything so near the start is in the way. */
const READY_BY_MS = 2 * MINUTE_MS;

/** States that cannot be reached without the programme, and without the sound. */
const HAS_SOUND: readonly PlaybackState[] = ['ready', 'playing', 'played', 'interrupted'];
const HAS_PROGRAMME: readonly PlaybackState[] = [...HAS_SOUND, 'delivered', 'missed', 'refused'];

/** Whether every pole knows of it. */
export function programmeLink(story: AiringStory): WhyLink {
  const { programme, poles } = story;
  if (!programme) return link('programme', 'waiting', 'programme-not-sent', null);
  const lacking = poles.filter((pole) => !knows(pole, programme));
  const counts = { count: poles.length, got: poles.length - lacking.length, version: programme.version };
  if (lacking.length === 0) return link('programme', 'ok', 'programme-sent', programme.issuedAt, counts);
  return missingLink(
    'programme',
    'programme-missing',
    counts,
    lacking.map((pole) => withoutProgramme(pole, story)),
  );
}

/** Whether the sound lies on every pole. */
export function soundLink(story: AiringStory): WhyLink {
  const { poles, airing } = story;
  const lacking = poles.filter(({ playback }) => !lies(playback));
  const sizeBytes = airing.sounds.reduce((sum, { bytes }) => sum + bytes, 0);
  const counts = { count: poles.length, got: poles.length - lacking.length, sizeBytes };
  if (lacking.length === 0) return link('sound', 'ok', 'sound-ready', null, counts);
  return missingLink(
    'sound',
    'sound-missing',
    counts,
    lacking.map((pole) => withoutSound(pole, story)),
  );
}

/** The pole as a line of a link. */
export function poleLine(
  { controllerId, name, playback }: PoleStory,
  state: WhyState,
  says: WhyPoleCode,
  values: WhyValues = {},
): WhyPole {
  return { controllerId, name, playbackId: playback?.id ?? null, state, says, values };
}

/** Those that nothing reaches now; undefined when the pole is there. */
export function awayLine(pole: PoleStory, state: WhyState): WhyPole | undefined {
  if (!pole.device) return poleLine(pole, state, 'no-device');
  return pole.device.online ? undefined : poleLine(pole, state, 'offline', { sinceAt: pole.device.since ?? undefined });
}

function missingLink(
  step: 'programme' | 'sound',
  says: 'programme-missing' | 'sound-missing',
  counts: WhyValues,
  poles: readonly WhyPole[],
): WhyLink {
  const state = poles.some((pole) => pole.state === 'trouble') ? 'trouble' : 'waiting';
  return { step, state, says, at: null, values: { ...counts, names: poles.map(({ name }) => name) }, poles };
}

function knows({ playback, device }: PoleStory, { epoch, version }: { epoch: number; version: number }): boolean {
  if (playback && HAS_PROGRAMME.includes(playback.state)) return true;
  return device?.programme?.epoch === epoch && device.programme.version === version;
}

function lies(playback: PoleStory['playback']): boolean {
  if (!playback) return false;
  // Whoever refused it, or missed it for another reason, did not lack the sound.
  const other = playback.state === 'refused' || playback.state === 'missed';
  return HAS_SOUND.includes(playback.state) || (other && playback.reason !== 'sound-not-ready');
}

function withoutProgramme(pole: PoleStory, { programme, airing, now }: AiringStory): WhyPole {
  const away = awayLine(pole, stateBefore(airing.startsAt - AWAY_MATTERS_MS, now));
  if (away) return away;
  if (isSilent(pole)) return poleLine(pole, 'waiting', 'unconfirmed');
  const state = stateBefore(airing.startsAt - READY_BY_MS, now);
  const has = pole.device?.programme?.version;
  return has === undefined
    ? poleLine(pole, state, 'no-programme')
    : poleLine(pole, state, 'old-programme', { has, wanted: programme?.version });
}

function withoutSound(pole: PoleStory, { airing, now }: AiringStory): WhyPole {
  const away = awayLine(pole, stateBefore(airing.startsAt - AWAY_MATTERS_MS, now));
  if (away) return away;
  if (isSilent(pole)) return poleLine(pole, 'waiting', 'unconfirmed');
  const state = stateBefore(airing.startsAt - READY_BY_MS, now);
  const { report } = pole;
  if (!report || report.soundsHeld >= report.soundsWanted) return poleLine(pole, state, 'not-ready');
  const { soundsHeld, soundsWanted, bytesHeld, bytesWanted } = report;
  return poleLine(pole, state, 'fetching', {
    held: soundsHeld,
    wanted: soundsWanted,
    heldBytes: bytesHeld,
    wantedBytes: bytesWanted,
  });
}

/** Nothing was ever heard of it, so nobody knows what the pole had. */
function isSilent({ playback }: PoleStory): boolean {
  return playback?.state === 'unconfirmed';
}

function stateBefore(limit: number, now: number): WhyState {
  return now < limit ? 'waiting' : 'trouble';
}
