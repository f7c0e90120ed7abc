// The village is asked once, asked more only where there is a doubt, and its word stands beside the evidence.
import { aConfirmation, aPlayback, anAiring, aRundown } from '../../../test/support/factories';
import type { Airing, Playback, Rundown } from '../air/air';
import { ANSWERS_UNTIL_MS } from './answerable';
import { contradicts, isAnswerTo, questionsFor, speaksOf, wordOn } from './village-questions';
import { MINUTE_MS } from '../calendar/time';

const upper = aRundown({ id: 'upper', zoneId: 'z-1' });
const lower = aRundown({ id: 'lower', zoneId: 'z-2' });
const OVER = upper.endsAt;
const airings = [
  anAiring({ id: 'opening', rundownId: 'upper', kind: 'opening', title: '' }),
  anAiring({ id: 'a', rundownId: 'upper', title: 'Tiêm chủng' }),
  anAiring({ id: 'b', rundownId: 'upper', title: 'Họp bản' }),
  anAiring({ id: 'c', rundownId: 'lower', title: 'Tiêm chủng' }),
];
const on = (airingId: string, own: Partial<Playback>) =>
  aPlayback({ id: `${airingId} ${own.state}`, airingId, ...own });
const asked = (playbacks: readonly Playback[], now = OVER) =>
  questionsFor({ rundowns: [lower, upper], airings, playbacks }, now).map(({ airingId, titles, doubts }) => ({
    about: airingId ?? titles.join(', '),
    doubts,
  }));

describe('what a village is asked', () => {
  it('is one question for all its zones while the evidence leaves no doubt', () => {
    const playbacks = ['a', 'b', 'c'].map((id) => on(id, { state: 'played' }));
    expect(asked(playbacks)).toEqual([{ about: 'Tiêm chủng, Họp bản', doubts: [] }]);
  });

  it('is one more for each item that is doubtful on some pole', () => {
    const playbacks = [
      on('a', { state: 'played' }),
      on('a', { state: 'missed' }),
      on('b', { state: 'played', playedAfterCancel: true }),
      on('c', { state: 'unconfirmed' }),
    ];
    expect(asked(playbacks)).toEqual([
      { about: 'Tiêm chủng, Họp bản', doubts: [] },
      { about: 'c', doubts: ['unconfirmed'] },
      { about: 'a', doubts: ['missed'] },
      { about: 'b', doubts: ['after-cancel'] },
    ]);
  });

  it('is nothing while it sounds, nothing a week later, and nothing about what was all cancelled', () => {
    expect(asked([], OVER - 1)).toEqual([]);
    expect(asked([], OVER + ANSWERS_UNTIL_MS - 1)).toHaveLength(1);
    expect(asked([], OVER + ANSWERS_UNTIL_MS)).toEqual([]);
    const cancelled = airings.map((airing) => ({ ...airing, state: 'cancelled' as const }));
    expect(questionsFor({ rundowns: [upper], airings: cancelled, playbacks: [] }, OVER)).toEqual([]);
  });

  it('is about the item alone when that is all that sounded, after it was cancelled', () => {
    const cancelled = airings.map((airing) => ({ ...airing, state: 'cancelled' as const }));
    const playbacks = [on('a', { state: 'played', playedAfterCancel: true })];
    const questions = questionsFor({ rundowns: [upper], airings: cancelled, playbacks }, OVER);
    expect(questions.map(({ airingId }) => airingId)).toEqual(['a']);
  });
});

describe('what comes into the slot after it was over', () => {
  const notice = anAiring({ id: 'd', rundownId: 'upper', title: 'Lũ quét', startsAt: OVER + 2 * MINUTE_MS });
  const noticeOver = notice.startsAt + notice.durationMs;
  const longer = { ...upper, endsAt: noticeOver };
  const ask = (rundowns: readonly Rundown[], now: number) =>
    questionsFor({ rundowns, airings: [...airings, notice], playbacks: [] }, now);

  it('is waited for before the village is asked', () => {
    expect(ask([lower, longer], noticeOver - 1)).toEqual([]);
    expect(ask([lower, longer], noticeOver)).toMatchObject([{ endsAt: noticeOver }]);
  });

  it('is waited for, too, while the rundown still stands as it was read a moment before', () => {
    expect(ask([lower, upper], OVER)).toEqual([]);
  });

  it('asks again whoever had answered already', () => {
    const before = aConfirmation({ answer: 'heard', at: OVER, slotKey: upper.slotKey, localDate: upper.localDate });
    const [asked] = questionsFor({ rundowns: [lower, upper], airings, playbacks: [] }, OVER);
    const [askedAgain] = ask([lower, longer], noticeOver);
    expect(isAnswerTo(before, asked!)).toBe(true);
    expect(isAnswerTo(before, askedAgain!)).toBe(false);
    expect(isAnswerTo({ ...before, at: noticeOver }, askedAgain!)).toBe(true);
    expect(wordOn(airings[1]!, [before])?.answer).toBe('heard');
    expect(wordOn(notice, [before])).toBeUndefined();
  });

  it('was not heard because what came before it was, but trouble that was reported stays reported', () => {
    expect(speaksOf(aConfirmation({ answer: 'heard', at: OVER }), longer)).toBe(false);
    expect(speaksOf(aConfirmation({ answer: 'not_heard', at: OVER }), longer)).toBe(true);
    expect(speaksOf(aConfirmation({ answer: 'heard', at: noticeOver }), longer)).toBe(true);
    expect(speaksOf(aConfirmation({ answer: 'heard', at: noticeOver, slotKey: 'other' }), longer)).toBe(false);
  });
});

describe('the word of a village about an item', () => {
  const [, a, b] = airings as [Airing, Airing, Airing];
  const whole = aConfirmation({ answer: 'heard', at: OVER + 9 });

  it('is the last one said of it, before what was said of the rundown', () => {
    const first = aConfirmation({ airingId: 'a', answer: 'heard', at: OVER + 1 });
    const last = aConfirmation({ airingId: 'a', answer: 'not_heard', at: OVER + 2, personId: 'person-2' });
    expect(wordOn(a, [last, whole, first])?.answer).toBe('not_heard');
    expect(wordOn(b, [last, whole, first])?.answer).toBe('heard');
    expect(wordOn(b, [last])).toBeUndefined();
  });
});

describe('devices and people', () => {
  const played = [on('a', { state: 'played' })];
  const missed = [on('a', { state: 'missed' })];

  it('contradict each other when it was played and not heard, or heard and not played', () => {
    expect(contradicts(played, ['not_heard'])).toBe(true);
    expect(contradicts(played, ['wrong_content'])).toBe(true);
    expect(contradicts(missed, ['heard'])).toBe(true);
  });

  it('do not while they agree, one of them is silent, or the evidence is mixed', () => {
    expect(contradicts(played, ['heard', 'faint'])).toBe(false);
    expect(contradicts(missed, ['not_heard'])).toBe(false);
    expect(contradicts(played, [])).toBe(false);
    expect(contradicts([], ['not_heard'])).toBe(false);
    expect(contradicts([...played, ...missed], ['not_heard', 'heard'])).toBe(false);
  });
});
