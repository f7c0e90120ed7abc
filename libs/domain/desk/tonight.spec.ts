// What will sound tonight: the planner's plan, told line by line with its why.
import {
  at,
  exactly,
  item,
  later,
  scene,
  stop,
  TODAY,
  TOMORROW,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';
import { planZone, type PlanRequest } from '../planning/plan-zone';
import { MINUTE_MS } from '../calendar/time';
import { tonightLines, TONIGHT_MS, type TonightContext } from './tonight';

const context = (change: Partial<TonightContext> = {}): TonightContext => ({
  window: { from: at('12:00'), to: at('12:00') + TONIGHT_MS },
  history: null,
  announcements: new Map(),
  languagesOf: () => ['tai', 'vi'],
  ...change,
});

const zone = (request: PlanRequest) => ({ request, plan: planZone(request) });
const announcement = (title: string, languages: readonly string[], createdBy = 'ngân') =>
  [`tin ${title}`, { id: `tin ${title}`, createdBy, versions: languages.map((language) => ({ language })) }] as const;

describe('tonight', () => {
  it('tells every sound of the next 24 hours and nothing after', () => {
    const request = scene(
      [item('Họp'), item('Mai', { recurrence: { kind: 'once', date: TOMORROW } })],
      WITH_SIGNATURES,
    );

    const lines = tonightLines([zone(request)], context());

    expect(lines.map(({ kind, title, state }) => [kind, title, state])).toEqual([
      ['opening', '', 'planned'],
      ['item', 'Họp', 'planned'],
      ['closing', '', 'planned'],
    ]);
    expect(lines.map(({ startRule }) => startRule)).toEqual(['with-rundown', 'slot', 'with-rundown']);
  });

  it('counts what is on air at this moment', () => {
    const before = scene([item('Họp', { minutes: 10 })]);
    const lines = tonightLines(
      [zone(later('17:05', before))],
      context({ window: { from: at('17:05'), to: at('17:05') + TONIGHT_MS } }),
    );

    expect(lines.map(({ title }) => title)).toEqual(['Họp']);
  });

  it('says what goes first and moves a notice back', () => {
    const early = { createdAt: at('08:00', '2026-11-01') };
    const lines = tonightLines(
      [
        zone(
          scene([item('Chợ', early), item('Bão', { messageClass: 'priority' }), item('Đúng giờ', exactly('17:30'))]),
        ),
      ],
      context(),
    );

    const behind = Object.fromEntries(lines.map((line) => [line.title, line.behind.map(({ title }) => title)]));
    expect(behind).toEqual({ Bão: [], Chợ: ['Bão'], 'Đúng giờ': [] });
  });

  it('says which rule took something off the air, and what waits for its approval', () => {
    const silenced = item('Dừng', exactly('14:00'));
    const waiting = item('Chờ', { state: 'proposed', approvedBy: null, approvedAt: null });
    const before = scene([silenced, waiting]);
    const lines = tonightLines([zone(later('12:00', before, { stops: [stop('13:00', '15:00')] }))], context());

    expect(lines.map(({ title, state, reason }) => [title, state, reason])).toEqual([
      ['Dừng', 'cancelled', 'stopped'],
      ['Chờ', 'held', null],
    ]);
  });

  it('tells one line for a village whose zones play the same at the same instant', () => {
    const one = scene([item('Họp')]);
    const other = { ...one, zoneId: 'poọng dưới' };

    const lines = tonightLines([zone(one), zone(other)], context());

    expect(lines.map(({ title, zoneIds }) => [title, zoneIds])).toEqual([['Họp', ['poọng', 'poọng dưới']]]);
  });
});

describe('what is unusual', () => {
  const history = { hours: new Set([17]), longestMs: 5 * MINUTE_MS, authors: new Set(['ngân']) };
  const anomaliesOf = (request: PlanRequest, change: Partial<TonightContext>) =>
    tonightLines([zone(request)], context({ history, ...change })).flatMap(({ anomalies }) => anomalies);

  it('is an hour in which nothing ever began', () => {
    expect(anomaliesOf(scene([item('Lạ', exactly('14:30'))]), {})).toEqual([{ kind: 'new-hour', hour: 14 }]);
  });

  it('is a length that was never reached, and only beyond it', () => {
    expect(anomaliesOf(scene([item('Vừa', { minutes: 5 })]), {})).toEqual([]);
    expect(anomaliesOf(scene([item('Dài', { minutes: 6 })]), {})).toEqual([
      { kind: 'longest-ever', durationMs: 6 * MINUTE_MS, beforeMs: 5 * MINUTE_MS },
    ]);
  });

  it('is an author of whom nothing was on air', () => {
    const announcements = new Map([announcement('Mới', ['vi'], 'thảo')]);
    expect(anomaliesOf(scene([item('Mới')]), { announcements })).toEqual([{ kind: 'new-author', personId: 'thảo' }]);
  });

  it('is a language that nobody there speaks, also on the first day', () => {
    const announcements = new Map([announcement('Lạ', ['hmn'])]);
    const found = anomaliesOf(scene([item('Lạ')]), { announcements, history: null });
    expect(found).toEqual([{ kind: 'foreign-language', languages: ['hmn'] }]);
  });

  it('is nothing on the first day, when everything is new', () => {
    const announcements = new Map([announcement('Đầu', ['vi'], 'ai đó')]);
    expect(anomaliesOf(scene([item('Đầu', exactly('14:30'))]), { announcements, history: null })).toEqual([]);
  });

  it('is not looked for in what does not go on air', () => {
    const quiet = item('Khuya', { ...exactly('23:00'), recurrence: { kind: 'once', date: TODAY } });
    expect(anomaliesOf(scene([quiet]), {})).toEqual([]);
  });
});
