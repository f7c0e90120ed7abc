// A month on paper: what counts, what does not, and that nothing is counted twice.
import { aConfirmation, anAiring, aPlayback, aRundown, aVillage } from '../../../test/support/factories';
import { MINUTE_MS, monthInterval, monthReport, ON_TIME_MS, usualMonth, type MonthOfAir, type Playback } from '..';

const START = Date.parse('2026-03-02T05:30:00+07:00');
const NEXT_MONTH = Date.parse('2026-04-03T00:00:00+07:00');
const sound = (sha256: string, durationMs: number) => ({ sha256, bytes: 1, durationMs });

const airing = anAiring({ id: 'a', startsAt: START, durationMs: MINUTE_MS, sounds: [sound('s', MINUTE_MS)] });
const playback = (controllerId: string, own: Partial<Playback> = {}) =>
  aPlayback({
    id: `a-${controllerId}`,
    airingId: 'a',
    controllerId,
    state: 'played',
    startedAt: START,
    playedMs: MINUTE_MS,
    reason: null,
    ...own,
  });

function report(own: Partial<MonthOfAir>, now = NEXT_MONTH) {
  const air: MonthOfAir = {
    month: '2026-03',
    villages: [aVillage()],
    rundowns: [aRundown({ startsAt: START })],
    airings: [airing],
    playbacks: [],
    confirmations: [],
    languageOfSound: new Map([['s', 'vi']]),
    ...own,
  };
  return monthReport(air, now);
}

describe('the minutes of a village', () => {
  it('count what sounded once, however many loudspeakers said it together', () => {
    const { soundedMs, villages } = report({
      playbacks: [playback('1'), playback('2', { startedAt: START + 1_000 }), playback('3')],
    });
    expect([soundedMs, villages[0]!.soundedMs]).toEqual([MINUTE_MS + 1_000, MINUTE_MS + 1_000]);
  });

  it('count what was really played of what broke off, and nothing for silence', () => {
    const { soundedMs } = report({
      playbacks: [
        playback('1', { state: 'interrupted', playedMs: 20_000, reason: 'device-restarted' }),
        playback('2', { state: 'unconfirmed', startedAt: null, playedMs: null }),
      ],
    });
    expect(soundedMs).toBe(20_000);
  });

  it('are told by language, in the order in which the sounds follow each other', () => {
    const twoTongues = { ...airing, sounds: [sound('kinh', 40_000), sound('hmong', 20_000)] };
    const { languages, soundedMs } = report({
      airings: [twoTongues],
      playbacks: [playback('1', { state: 'interrupted', playedMs: 50_000 })],
      languageOfSound: new Map([
        ['kinh', 'vi'],
        ['hmong', 'hmn'],
      ]),
    });
    expect(languages).toEqual([
      { language: 'vi', soundedMs: 40_000 },
      { language: 'hmn', soundedMs: 10_000 },
    ]);
    expect(soundedMs).toBe(50_000);
  });

  it('count an emergency, but neither a drill nor the sounds that open and close', () => {
    const kinds = ['opening', 'closing', 'drill', 'emergency'] as const;
    const minutes = kinds.map(
      (kind) => report({ airings: [{ ...airing, kind }], playbacks: [playback('1')] }).soundedMs,
    );
    expect(minutes).toEqual([0, 0, 0, MINUTE_MS]);
  });
});

describe('what was due', () => {
  it('is accounted for to the last playback, with the reason for each that did not play', () => {
    const { tally, reasons, troubles } = report({
      playbacks: [
        playback('1'),
        playback('2', { state: 'missed', startedAt: null, playedMs: null, reason: 'device-off' }),
        playback('3', { state: 'refused', startedAt: null, playedMs: null, reason: 'quiet-hours' }),
        playback('4', { state: 'interrupted', playedMs: 3, reason: 'device-restarted' }),
        playback('5', { state: 'ready', startedAt: null, playedMs: null }),
        playback('6', { state: 'missed', startedAt: null, playedMs: null, reason: 'device-off' }),
      ],
    });
    expect(tally).toMatchObject({ due: 6, played: 1, interrupted: 1, missed: 3, unconfirmed: 1 });
    expect(reasons[0]).toEqual({ state: 'missed', reason: 'device-off', count: 2 });
    expect(troubles[0]).toMatchObject({
      state: 'missed',
      reason: 'device-off',
      controllers: 2,
      titles: [airing.title],
    });
    expect(troubles).toHaveLength(4);
  });

  it('does not count what was called off, what found no place, and what is still to come', () => {
    const cancelled = playback('1', { state: 'cancelled', startedAt: null, playedMs: null });
    expect(report({ playbacks: [cancelled] }).tally.due).toBe(0);
    const dropped = { ...airing, state: 'dropped' as const, reason: 'overflow' as const };
    const leftOut = report({ airings: [dropped], playbacks: [cancelled] });
    expect([leftOut.tally.due, leftOut.leftOut]).toEqual([0, [{ state: 'dropped', reason: 'overflow', count: 1 }]]);
    const awaited = playback('1', { state: 'ready', startedAt: null, playedMs: null });
    expect(report({ playbacks: [awaited] }, START).tally.due).toBe(0);
  });

  it('is on time to the last of five seconds, and not a millisecond later', () => {
    const { tally } = report({
      playbacks: [
        playback('1', { startedAt: START + ON_TIME_MS }),
        playback('2', { startedAt: START + ON_TIME_MS + 1 }),
      ],
    });
    expect([tally.begun, tally.onTime]).toEqual([2, 1]);
  });

  it('stands on its day, and every day of the month has its place', () => {
    const { days } = report({ playbacks: [playback('1')] });
    expect(days).toHaveLength(31);
    expect(days.filter(({ due }) => due > 0).map(({ localDate }) => localDate)).toEqual(['2026-03-02']);
  });
});

it('a village is asked once for each broadcast; what was said of one item alone is no answer to it', () => {
  const said = aConfirmation({ airingId: null, answer: 'faint' });
  const { hearing } = report({
    playbacks: [playback('1'), playback('2')],
    confirmations: [said, { ...said, id: 'other', airingId: 'a', answer: 'heard' }],
  });
  expect(hearing).toMatchObject({ asked: 1, answered: 1, answers: { faint: 1, heard: 0 } });
});

it('a broadcast in which something sounded after it was called heard is not answered any more', () => {
  const answeredAt = (minute: number) =>
    report(
      {
        airings: [airing, anAiring({ id: 'later', startsAt: START + 20 * MINUTE_MS })],
        playbacks: [playback('1')],
        confirmations: [aConfirmation({ answer: 'heard', at: START + 5 * MINUTE_MS })],
      },
      START + minute * MINUTE_MS,
    ).hearing;
  expect(answeredAt(19)).toMatchObject({ asked: 1, answered: 1 });
  expect(answeredAt(21)).toMatchObject({ asked: 1, answered: 0 });
});

it('a broadcast is asked about as soon as something of it has sounded, as the village head is', () => {
  const asked = (minutes: number) => report({ playbacks: [playback('1')] }, START + minutes * MINUTE_MS).hearing.asked;
  expect([asked(0.5), asked(6)]).toEqual([0, 1]);
});

it('a month begins and ends at midnight in the commune, and the usual one is the last that is full', () => {
  expect(monthInterval('2026-12', 'Asia/Ho_Chi_Minh')).toEqual({
    from: Date.parse('2026-11-30T17:00:00Z'),
    to: Date.parse('2026-12-31T17:00:00Z'),
  });
  expect(usualMonth('2026-03-02', '2026-02-28')).toBe('2026-02');
  expect(usualMonth('2026-03-02', '2026-03-01')).toBe('2026-03');
  expect(usualMonth('2026-01-02', undefined)).toBe('2026-01');
});
