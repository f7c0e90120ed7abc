// The village is asked once, asked more only where there is a doubt, and its word stands beside the evidence.
import { aConfirmation, aPlayback, anAiring, aRundown } from '../../../test/support/factories';
import type { Airing, Confirmation, Playback } from '../air/air';
import { ANSWERS_UNTIL_MS } from './answerable';
import { contradicts, isContradicted, lastWordOn, questionsFor, sinceOf, speaksOf, wordOn } from './village-questions';
import { MINUTE_MS } from '../calendar/time';

const upper = aRundown({ id: 'upper', zoneId: 'z-1' });
const lower = aRundown({ id: 'lower', zoneId: 'z-2' });
const at = (minutes: number) => upper.startsAt + minutes * MINUTE_MS;
const item = (id: string, minute: number, own: Partial<Airing> = {}) =>
  anAiring({ id, rundownId: 'upper', startsAt: at(minute), durationMs: MINUTE_MS, ...own });
const airings = [
  item('opening', 0, { kind: 'opening', title: '' }),
  item('a', 1, { title: 'Tiêm chủng' }),
  item('b', 2, { title: 'Họp bản' }),
  item('c', 1, { rundownId: 'lower', title: 'Tiêm chủng' }),
];
const OVER = at(3);
const on = (airingId: string, own: Partial<Playback>) =>
  aPlayback({ id: `${airingId} ${own.state}`, airingId, ...own });
const asked = (playbacks: readonly Playback[], now = OVER) =>
  questionsFor({ rundowns: [lower, upper], airings, playbacks }, [], now).map(({ airingId, titles, doubts }) => ({
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
    expect(questionsFor({ rundowns: [upper], airings: cancelled, playbacks: [] }, [], OVER)).toEqual([]);
  });

  it('is about the item alone when that is all that sounded, after it was cancelled', () => {
    const playbacks = [on('a', { state: 'played', playedAfterCancel: true })];
    const questions = questionsFor({ rundowns: [upper], airings: cancelled, playbacks }, [], OVER);
    expect(questions.map(({ airingId }) => airingId)).toEqual(['a']);
  });

  const cancelled = airings.map((airing) => ({ ...airing, state: 'cancelled' as const }));
});

describe('what comes into the slot after it was over', () => {
  const notice = item('d', 20, { title: 'Lũ quét' });
  const ask = (now: number, words: readonly Confirmation[] = [], later = notice) =>
    questionsFor({ rundowns: [lower, upper], airings: [...airings, later], playbacks: [] }, words, now).map(
      ({ titles, endsAt }) => [titles.join(', '), endsAt],
    );
  const before = ['Tiêm chủng, Họp bản', OVER];
  const heard = aConfirmation({ answer: 'heard', at: at(5), slotKey: upper.slotKey, localDate: upper.localDate });

  it('leaves the question of what sounded before as it is, and is asked about with it where nobody answered', () => {
    expect(ask(at(4))).toEqual([before]);
    expect(ask(at(20) - 1)).toEqual([]);
    expect(ask(at(21))).toEqual([['Tiêm chủng, Họp bản, Lũ quét', at(21)]]);
  });

  it('is never waited for when it does not go on air', () => {
    for (const state of ['dropped', 'cancelled', 'held'] as const)
      expect(ask(at(20.5), [], { ...notice, state })).toEqual([before]);
  });

  it('is asked anew, alone, whoever had answered about what sounded before', () => {
    expect(ask(at(6), [heard])).toEqual([before]);
    expect(ask(at(21), [heard])).toEqual([['Lũ quét', at(21)]]);
    const again = { ...heard, id: 'again', since: heard.at, at: at(22) };
    expect(ask(at(23), [heard, again])).toEqual([['Lũ quét', at(21)]]);
    // Somebody else of the village may have answered to both at once.
    expect(ask(at(23), [{ ...heard, at: at(22) }])).toEqual([['Tiêm chủng, Họp bản, Lũ quét', at(21)]]);
  });

  it('has a word of its own, and leaves the one before to what it was said of', () => {
    const notHeard = { ...heard, id: 'again', answer: 'not_heard' as const, since: heard.at, at: at(22) };
    const answers = [airings[1]!, notice].map((each) => wordOn(each, [notHeard, heard])?.answer);
    expect(answers).toEqual(['heard', 'not_heard']);
    expect(wordOn(notice, [heard])).toBeUndefined();
  });

  it('replaces the last word while nothing new has sounded, and goes on from it otherwise', () => {
    expect(sinceOf(undefined, OVER)).toBe(0);
    expect(sinceOf(heard, OVER)).toBe(0);
    expect(sinceOf(heard, at(21))).toBe(heard.at);
    const again = { ...heard, since: heard.at, at: at(22) };
    expect(sinceOf(again, at(21))).toBe(heard.at);
    expect(lastWordOn(upper, [again, heard, { ...heard, airingId: 'a', at: at(30) }])).toBe(again);
  });

  it('was not heard because what came before it was, but trouble that was reported stays reported', () => {
    const about = { ...upper, soundedUntil: at(21) };
    expect(speaksOf(heard, about)).toBe(false);
    expect(speaksOf({ ...heard, answer: 'not_heard' }, about)).toBe(true);
    expect(speaksOf({ ...heard, at: at(21) }, about)).toBe(true);
    expect(speaksOf({ ...heard, at: at(21), slotKey: 'other' }, about)).toBe(false);
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
    expect(contradicts(played, 'not_heard')).toBe(true);
    expect(contradicts(played, 'wrong_content')).toBe(true);
    expect(contradicts(missed, 'heard')).toBe(true);
  });

  it('do not while they agree, one of them is silent, or the evidence is mixed', () => {
    for (const answer of ['heard', 'faint'] as const) expect(contradicts(played, answer)).toBe(false);
    expect(contradicts(missed, 'not_heard')).toBe(false);
    expect(contradicts([], 'not_heard')).toBe(false);
    for (const answer of ['heard', 'not_heard'] as const)
      expect(contradicts([...played, ...missed], answer)).toBe(false);
  });

  it('are compared by what a word is about, not by what sounded later', () => {
    const items = [item('a', 1), item('d', 20)];
    const notHeard = aConfirmation({ answer: 'not_heard', at: at(3) });
    const later = on('d', { state: 'missed' });
    expect(isContradicted([notHeard], items, [...played, later])).toBe(true);
    expect(isContradicted([{ ...notHeard, at: at(22) }], items, [...played, later])).toBe(false);
    expect(isContradicted([{ ...notHeard, airingId: 'a' }], items, played)).toBe(false);
  });
});
