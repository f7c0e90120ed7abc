// The last links of the reason chain: what every pole made of it, by its own evidence, and what people say.
import { ENDED_PLAYBACK_STATES, type Playback } from '../../air/air';
import { overAt } from '../../air/stretches';
import { contradicts } from '../../evidence/village-questions';
import { awayLine, poleLine } from './delivered';
import { link, type WhyCode, type WhyLink, type WhyPole, type WhyState } from './link';
import { latestStart, type AiringStory, type PoleStory } from './story';

/** What became of it on every pole. */
export function playedLink(story: AiringStory): WhyLink {
  const { airing, now, poles } = story;
  const { startsAt } = airing;
  const lines = poles.map((pole) => soundedOn(pole, story));
  const with_ = (says: WhyPole['says']) => lines.filter((line) => line.says === says);
  const played = with_('played').length;
  const counts = { count: poles.length, played, startsAt };
  const says = (state: WhyState, code: WhyCode, concerned: readonly WhyPole[] = []): WhyLink => ({
    step: 'played',
    state,
    at: state === 'ok' ? lastOf(poles) : null,
    says: code,
    values: { ...counts, names: concerned.map(({ name }) => name) },
    poles: lines,
  });
  const troubled = lines.filter(({ state }) => state === 'trouble');
  const begun = lines.some(({ says: word }) => word !== 'waiting' && word !== 'offline' && word !== 'no-device');
  if (!begun && now < startsAt) return { ...says('waiting', 'to-play'), poles: [] };
  const playing = with_('playing');
  if (playing.length > 0)
    return { ...says('waiting', 'playing', playing), values: { ...counts, playing: playing.length } };
  if (played === poles.length && played > 0) return says('ok', 'played');
  if (troubled.length > 0) return says('trouble', played > 0 ? 'played-in-part' : 'not-played', troubled);
  return says(
    'waiting',
    'no-word-yet',
    lines.filter(({ state }) => state === 'waiting'),
  );
}

/** It sounded although it had been taken off the air; nothing when it did not. */
export function afterCancelLinks({ poles }: AiringStory): readonly WhyLink[] {
  const sounded = poles.filter(({ playback }) => playback?.playedAfterCancel);
  if (sounded.length === 0) return [];
  const lines = sounded.map((pole) => poleLine(pole, 'trouble', 'after-cancel', proofOf(pole.playback!)));
  const names = lines.map(({ name }) => name);
  return [{ step: 'played', state: 'trouble', at: null, says: 'played-after-cancel', values: { names }, poles: lines }];
}

/** It sounded at another time than it should have, by a battery clock that proved wrong afterwards; nothing when none did. */
export function wrongClockLinks({ poles }: AiringStory): readonly WhyLink[] {
  const lines = poles.flatMap((pole) => {
    const { clockAheadMs } = pole;
    if (clockAheadMs === null) return [];
    const says = clockAheadMs > 0 ? 'clock-ahead' : 'clock-behind';
    return poleLine(pole, 'trouble', says, { offMs: Math.abs(clockAheadMs) });
  });
  if (lines.length === 0) return [];
  const names = lines.map(({ name }) => name);
  return [{ step: 'played', state: 'trouble', at: null, says: 'by-wrong-clock', values: { names }, poles: lines }];
}

/** The word of people; undefined while there was nothing to hear. */
export function heardLink({ answers, poles, airing, now }: AiringStory): WhyLink | undefined {
  if (now < overAt(airing)) return undefined;
  const last = answers.reduce<number | null>((latest, { at }) => Math.max(latest ?? 0, at), null);
  if (last === null) return link('heard', 'waiting', 'nobody-said', null);
  const said = answers.map(({ answer }) => answer);
  const playbacks = poles.flatMap(({ playback }) => playback ?? []);
  // Whoever said it, a head or an officer who was told by phone.
  const values = { answers: said, who: [...new Set(answers.map(({ who }) => who))].join(', ') };
  if (said.some((answer) => contradicts(playbacks, answer)))
    return link('heard', 'trouble', 'contradiction', last, values);
  const well = said.every((answer) => answer === 'heard');
  return link('heard', well ? 'ok' : 'trouble', well ? 'heard' : 'heard-badly', last, values);
}

function soundedOn(pole: PoleStory, { now, airing }: AiringStory): WhyPole {
  const { playback } = pole;
  if (playback && (ENDED_PLAYBACK_STATES.includes(playback.state) || playback.state === 'playing')) {
    return endedLine(pole, playback);
  }
  // Without a word the silence of a pole that cannot be reached explains itself; that of the others takes its time.
  const overdue = now >= latestStart({ airing });
  const away = awayLine(pole, overdue ? 'trouble' : 'waiting');
  return away ?? poleLine(pole, 'waiting', 'waiting');
}

function endedLine(pole: PoleStory, playback: Playback): WhyPole {
  switch (playback.state) {
    case 'played':
      return poleLine(pole, playback.playedAfterCancel ? 'trouble' : 'ok', 'played', proofOf(playback));
    case 'playing':
      return poleLine(pole, 'waiting', 'playing');
    case 'interrupted':
    case 'missed':
    case 'refused':
    case 'unconfirmed':
      return poleLine(pole, 'trouble', playback.state, proofOf(playback));
    default:
      return poleLine(pole, 'waiting', 'waiting');
  }
}

function proofOf({ startedAt, playedMs, reason }: Playback) {
  return { startedAt: startedAt ?? undefined, playedMs: playedMs ?? undefined, reason: reason ?? undefined };
}

function lastOf(poles: readonly PoleStory[]): number | null {
  const ends = poles.flatMap(({ playback }) =>
    playback && playback.startedAt !== null ? [playback.startedAt + (playback.playedMs ?? 0)] : [],
  );
  return ends.length === 0 ? null : Math.max(...ends);
}
