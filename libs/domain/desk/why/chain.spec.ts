// Every kind of trouble that an airing can meet on its way, and what its chain of reasons makes of it.
import { NOON, aPlayback, aRendition, anAiring } from '../../../../test/support/factories';
import type { Airing, AiringReason, Playback, PlaybackState } from '../../air/air';
import type { PoleReport } from '../../places/pole';
import { HOUR_MS, MINUTE_MS } from '../../calendar/time';
import {
  momentOf,
  whyOf,
  type AiringStory,
  type MomentFacts,
  type PoleStory,
  type WhyLink,
  type WhyStep,
} from './chain';

const STARTS = NOON + 6 * HOUR_MS;
const airing = (own: Partial<Airing> = {}) => anAiring({ startsAt: STARTS, controllerIds: ['a', 'b', 'c'], ...own });

const pole = (name: string, own: Partial<PoleStory> = {}, playback: Partial<Playback> = {}): PoleStory => ({
  controllerId: name,
  name,
  playback: aPlayback({ id: `playback-${name}`, controllerId: name, state: 'ready', ...playback }),
  device: { online: true, since: NOON, programme: { epoch: 1, version: 7 } },
  report: null,
  clockAheadMs: null,
  ...own,
});
const poles = (...states: readonly PlaybackState[]) =>
  states.map((state, index) => pole('abc'[index]!, {}, { state, startedAt: STARTS, playedMs: 60_000 }));

const report = (own: Partial<PoleReport>): PoleReport => ({
  deviceId: 'd',
  communeId: 'commune-1',
  controllerId: 'c',
  receivedAt: NOON,
  uncertaintyMs: 5,
  uptimeMs: 1,
  soundsWanted: 5,
  soundsHeld: 5,
  bytesWanted: 500,
  bytesHeld: 500,
  airingId: null,
  volumePercent: 80,
  ...own,
});

const approval = { who: 'Toàn', at: NOON - HOUR_MS, basis: 'another-person' as const };

/** Everything is as it should be, an hour and more before the start. */
function story(own: Partial<AiringStory> = {}): AiringStory {
  return {
    now: NOON,
    airing: airing(),
    rundown: { slotName: 'Chiều', localDate: '2026-03-01', endsAt: STARTS + 10 * MINUTE_MS },
    content: {
      state: 'approved',
      note: null,
      approval,
      takes: [
        {
          who: 'Ngân',
          state: 'ready',
          progress: 1,
          receivedAt: NOON - 2 * HOUR_MS,
          refusal: null,
          rendition: aRendition(),
        },
      ],
    },
    booking: {
      who: 'Mai',
      at: NOON - HOUR_MS,
      start: { kind: 'slot', slotId: 's' },
      recurrence: { kind: 'once', date: '2026-03-01' },
      state: 'approved',
      purpose: 'routine',
      approval,
    },
    order: null,
    obstacles: { stop: null, specialDay: null, quiet: null },
    programme: { epoch: 1, version: 7, issuedAt: NOON - MINUTE_MS },
    poles: poles('ready', 'ready', 'ready'),
    answers: [],
    ...own,
  };
}

const at = (links: readonly WhyLink[], step: WhyStep) => links.find((each) => each.step === step)!;
const lines = ({ poles: said }: WhyLink) => said.map(({ name, says, state }) => [name, says, state]);
/** What a link says when the story is changed in one place. */
const said = (step: WhyStep, own: Partial<AiringStory>) => {
  const { says, state } = at(whyOf(story(own)).links, step);
  return [says, state];
};
const content = (own: Partial<NonNullable<AiringStory['content']>>) => ({ content: { ...story().content!, ...own } });
const booking = (own: Partial<NonNullable<AiringStory['booking']>>) => ({ booking: { ...story().booking!, ...own } });
const take = (own: object) => content({ takes: [{ ...story().content!.takes[0]!, ...own }] });
const off = (reason: AiringReason, own: Partial<Airing> = {}) => ({
  airing: airing({ state: 'dropped', reason, ...own }),
});

describe('why an airing will play', () => {
  it('is told from the microphone to the ear, and only the start is waited for', () => {
    const { outlook, because, links } = whyOf(story());
    expect(links.map(({ step, state }) => [step, state])).toEqual([
      ['recorded', 'ok'],
      ['rendered', 'ok'],
      ['content-approved', 'ok'],
      ['booked', 'ok'],
      ['booking-approved', 'ok'],
      ['planned', 'ok'],
      ['programme', 'ok'],
      ['sound', 'ok'],
      ['played', 'waiting'],
    ]);
    expect([outlook, because?.says]).toEqual(['toPlay', 'to-play']);
    expect(at(links, 'content-approved')).toMatchObject({
      at: approval.at,
      values: { who: 'Toàn', basis: 'another-person' },
    });
  });

  it('names neither content nor approval for the sounds around a rundown', () => {
    const { links } = whyOf(story({ airing: airing({ kind: 'opening' }), content: null, booking: null }));
    expect(links.map(({ step, says }) => [step, says])).toEqual([
      ['booked', 'with-rundown'],
      ['planned', 'planned'],
      ['programme', 'programme-sent'],
      ['sound', 'sound-ready'],
      ['played', 'to-play'],
    ]);
  });

  it('names for an emergency who asked and who confirmed, for a drill who ordered it and no programme', () => {
    const order = {
      who: 'Mai',
      at: NOON,
      reason: 'lũ',
      basis: 'two-people' as const,
      confirmedBy: 'Toàn',
      confirmedAt: NOON + 1,
    };
    const emergency = whyOf(story({ booking: null, order: { ...order, kind: 'emergency' } }));
    expect(at(emergency.links, 'booking-approved')).toMatchObject({
      says: 'emergency-confirmed',
      values: { who: 'Toàn' },
    });
    const alone = whyOf(
      story({ booking: null, order: { ...order, kind: 'emergency', basis: 'break-glass', confirmedBy: null } }),
    );
    expect(alone.links.some(({ step }) => step === 'booking-approved')).toBe(false);
    const drill = whyOf(
      story({ airing: airing({ kind: 'drill' }), booking: null, order: { ...order, kind: 'drill', basis: null } }),
    );
    expect(drill.links.map(({ step }) => step)).not.toContain('programme');
  });
});

describe('what keeps an airing from the air', () => {
  it('is a recording that is missing, in work or refused', () => {
    expect(said('recorded', content({ takes: [] }))).toEqual(['not-recorded', 'trouble']);
    expect(said('rendered', take({ state: 'rendering', progress: 0.4 }))).toEqual(['rendering', 'waiting']);
    expect(at(whyOf(story(take({ state: 'rendering', progress: 0.429 }))).links, 'rendered').values).toEqual({
      percent: 42,
    });
    expect(said('rendered', take({ state: 'refused' }))).toEqual(['render-refused', 'trouble']);
  });

  it.each([
    ['draft', 'content-draft', 'waiting'],
    ['submitted', 'content-submitted', 'waiting'],
    ['changes_requested', 'content-changes-requested', 'trouble'],
    ['void', 'content-void', 'trouble'],
    ['retired', 'content-retired', 'trouble'],
  ] as const)('is content that is %s', (state, says, word) => {
    expect(
      said('content-approved', { ...content({ state, approval: null }), airing: airing({ state: 'held' }) }),
    ).toEqual([says, word]);
  });

  it.each([
    ['declined', 'booking-declined'],
    ['cancelled', 'booking-cancelled'],
    ['missed', 'booking-missed'],
    ['replaced', 'booking-replaced'],
    ['proposed', 'booking-proposed'],
  ] as const)('is a booking that is %s', (state, says) => {
    expect(said('booking-approved', { ...booking({ state }), ...off('unapproved') })).toEqual([says, 'trouble']);
  });

  it('is a booking that waits, as long as there is time', () => {
    expect(said('booking-approved', { ...booking({ state: 'proposed' }), airing: airing({ state: 'held' }) })).toEqual([
      'booking-proposed',
      'waiting',
    ]);
    expect(said('planned', { airing: airing({ state: 'held' }) })).toEqual(['held', 'waiting']);
  });

  it.each([
    ['overlap', 'overlap'],
    ['overflow', 'too-much'],
    ['rundown-cap', 'too-much'],
    ['day-cap', 'too-much'],
    ['stopped', 'stopped'],
    ['special-day', 'special-day'],
    ['quiet-hours', 'quiet-hours'],
    ['no-longer-due', 'not-planned'],
    ['unapproved', 'not-planned'],
  ] as const)('is the plan: %s', (reason, says) => {
    const { links, outlook, because } = whyOf(story(off(reason)));
    expect([at(links, 'planned').says, outlook, because?.step]).toEqual([says, 'trouble', 'planned']);
    expect(links.at(-1)!.step).toBe('planned');
  });

  it('is told with whoever ordered the silence, what is in the way, and by how much it is too long', () => {
    const stop = { who: 'Mai', reason: 'tang lễ', from: STARTS - 1, until: STARTS + HOUR_MS };
    const obstacles = {
      stop,
      specialDay: 'Quốc tang',
      quiet: { from: 1, to: 2, window: { from: '00:00', to: '24:00' }, specialDay: null },
    };
    const values = (reason: AiringReason, reasonValues = {}) =>
      at(whyOf(story({ ...off(reason, { reasonValues }), obstacles })).links, 'planned').values;
    expect(values('stopped')).toMatchObject({ who: 'Mai', why: 'tang lễ', toAt: STARTS + HOUR_MS });
    expect(values('special-day')).toMatchObject({ name: 'Quốc tang' });
    expect(values('overflow', { byMs: 90_000 })).toMatchObject({ overMs: 90_000 });
    expect(values('overlap', { title: 'Thời sự', startsAt: 5, endsAt: 9 })).toMatchObject({
      title: 'Thời sự',
      fromAt: 5,
      toAt: 9,
    });
  });
});

describe('what keeps an airing from a pole', () => {
  const away = (own = {}) =>
    pole(
      'c',
      { device: { online: false, since: NOON - HOUR_MS, programme: { epoch: 1, version: 6 } }, ...own },
      { state: 'planned' },
    );
  const with_ = (last: PoleStory, now = STARTS - HOUR_MS) =>
    whyOf(story({ now, poles: [...poles('ready', 'ready'), last] })).links;

  it('is a pole that is away: trouble only once the start is near', () => {
    expect(lines(at(with_(away()), 'sound'))).toEqual([['c', 'offline', 'trouble']]);
    expect(at(with_(away()), 'programme')).toMatchObject({
      state: 'trouble',
      values: { got: 2, count: 3, names: ['c'] },
    });
    expect(at(with_(away(), NOON), 'sound').state).toBe('waiting');
    expect(lines(at(with_(away({ device: null })), 'programme'))).toEqual([['c', 'no-device', 'trouble']]);
  });

  it('is a programme that is older, or none at all', () => {
    const behind = (programme: { epoch: number; version: number } | null) =>
      pole('c', { device: { online: true, since: NOON, programme } }, { state: 'planned' });
    expect(lines(at(with_(behind({ epoch: 1, version: 6 })), 'programme'))).toEqual([
      ['c', 'old-programme', 'waiting'],
    ]);
    expect(lines(at(with_(behind(null), STARTS - MINUTE_MS), 'programme'))).toEqual([['c', 'no-programme', 'trouble']]);
    expect(said('programme', { programme: null })).toEqual(['programme-not-sent', 'waiting']);
  });

  it('is a sound that is on its way: how far it has come is told', () => {
    const fetching = pole('c', { report: report({ soundsHeld: 3, bytesHeld: 120 }) }, { state: 'delivered' });
    const sound = at(with_(fetching), 'sound');
    expect(sound).toMatchObject({ says: 'sound-missing', state: 'waiting', values: { got: 2, count: 3 } });
    expect(sound.poles).toMatchObject([
      { says: 'fetching', values: { held: 3, wanted: 5, heldBytes: 120, wantedBytes: 500 } },
    ]);
    expect(at(with_(fetching, STARTS - MINUTE_MS), 'sound').state).toBe('trouble');
    expect(lines(at(with_(pole('c', {}, { state: 'delivered' })), 'sound'))).toEqual([['c', 'not-ready', 'waiting']]);
  });
});

describe('what became of an airing', () => {
  const after = (own: Partial<AiringStory>) => whyOf(story({ now: STARTS + HOUR_MS, ...own }));

  it('is played once every pole proved it, and then only the village is waited for', () => {
    const { outlook, because, links } = after({ poles: poles('played', 'played', 'played') });
    expect([outlook, because?.says]).toEqual(['played', 'nobody-said']);
    expect(at(links, 'played')).toMatchObject({ state: 'ok', at: STARTS + 60_000 });
  });

  it('stays rightly played when the content is changed, or the booking cancelled, afterwards', () => {
    const later = after({
      ...content({ state: 'void' }),
      ...booking({ state: 'cancelled' }),
      poles: poles('played', 'played', 'played'),
    });
    expect(later.outlook).toBe('played');
    expect(at(later.links, 'content-approved').says).toBe('content-approved');
  });

  it.each(['missed', 'refused', 'interrupted', 'unconfirmed'] as const)(
    'is told with the pole and its reason: %s',
    (state) => {
      const troubled = [...poles('played', 'played'), pole('c', {}, { state, reason: 'device-off', playedMs: 3 })];
      const { outlook, because, links } = after({ poles: troubled });
      expect([outlook, because?.says]).toEqual(['trouble', 'played-in-part']);
      expect(at(links, 'played').poles[2]).toMatchObject({
        says: state,
        state: 'trouble',
        playbackId: 'playback-c',
        values: { reason: 'device-off' },
      });
      expect(at(links, 'played').values).toMatchObject({ played: 2, count: 3, names: ['c'] });
    },
  );

  it('is not played when no pole did, and blames the sound where the pole did', () => {
    const none = ['a', 'b', 'c'].map((name) => pole(name, {}, { state: 'missed', reason: 'sound-not-ready' }));
    const { links } = after({ poles: none });
    expect(at(links, 'played').says).toBe('not-played');
    expect(lines(at(links, 'sound'))).toHaveLength(3);
    expect(at(links, 'programme').state).toBe('ok');
  });

  it('is open while poles that are there keep silent, and trouble where one is away', () => {
    const { links } = after({ poles: poles('played', 'played', 'ready') });
    expect(at(links, 'played')).toMatchObject({ says: 'no-word-yet', state: 'waiting', values: { names: ['c'] } });
    const gone = pole('c', { device: { online: false, since: STARTS, programme: null } });
    expect(at(after({ poles: [...poles('played', 'played'), gone] }).links, 'played')).toMatchObject({
      says: 'played-in-part',
      state: 'trouble',
    });
  });

  it('sounds now on those that say so', () => {
    expect(
      at(whyOf(story({ now: STARTS + 1, poles: poles('playing', 'ready', 'playing') })).links, 'played'),
    ).toMatchObject({
      says: 'playing',
      state: 'waiting',
      values: { playing: 2 },
    });
  });

  it('is an incident when it sounded after it was cancelled', () => {
    const sounded = [
      pole('a', {}, { state: 'played', playedAfterCancel: true, startedAt: STARTS }),
      ...poles('cancelled'),
    ];
    const { links, outlook } = after({
      airing: airing({ state: 'cancelled', reason: 'booking-cancelled' }),
      poles: sounded,
    });
    expect(outlook).toBe('trouble');
    expect(lines(links.at(-1)!)).toEqual([['a', 'after-cancel', 'trouble']]);
  });

  it('is that it sounded at another time than it says, where a battery clock proved wrong afterwards', () => {
    const sounded = [
      pole('a', { clockAheadMs: 15 * MINUTE_MS }, { state: 'played', startedAt: STARTS, playedMs: 60_000 }),
      pole('b', { clockAheadMs: -MINUTE_MS }, { state: 'played', startedAt: STARTS, playedMs: 60_000 }),
      pole('c', {}, { state: 'played', startedAt: STARTS, playedMs: 60_000 }),
    ];
    const { links, outlook } = after({ poles: sounded });
    expect(outlook).toBe('trouble');
    const wrong = links.find(({ says }) => says === 'by-wrong-clock')!;
    expect(lines(wrong)).toEqual([
      ['a', 'clock-ahead', 'trouble'],
      ['b', 'clock-behind', 'trouble'],
    ]);
    expect(wrong.poles.map(({ values }) => values['offMs'])).toEqual([15 * MINUTE_MS, MINUTE_MS]);
  });

  it('is what people say, beside what devices prove', () => {
    const heard = (answer: 'heard' | 'faint' | 'not_heard', ...states: readonly PlaybackState[]) =>
      at(after({ poles: poles(...states), answers: [{ answer, at: STARTS + MINUTE_MS, who: 'Ính' }] }).links, 'heard');
    expect(heard('heard', 'played')).toMatchObject({
      says: 'heard',
      state: 'ok',
      at: STARTS + MINUTE_MS,
      values: { who: 'Ính' },
    });
    expect(heard('faint', 'played')).toMatchObject({ says: 'heard-badly', state: 'trouble' });
    expect(heard('not_heard', 'played')).toMatchObject({ says: 'contradiction', state: 'trouble' });
  });
});

describe('a minute in a village', () => {
  const facts = (own: Partial<MomentFacts> = {}): MomentFacts => ({
    at: STARTS,
    plannedUntil: STARTS + 24 * HOUR_MS,
    airings: [],
    rundowns: [],
    stop: null,
    quiet: null,
    ...own,
  });

  it('is what sounds in it, also when it begins later in the minute', () => {
    const late = airing({ id: 'late', startsAt: STARTS + 59_000 });
    const next = airing({ id: 'next', startsAt: STARTS + 60_000 });
    expect(momentOf(facts({ airings: [late, next] }))).toMatchObject({ says: 'planned', airingIds: ['late'] });
  });

  it('is silent for a reason, the nearest thing on air beside it', () => {
    const window = { from: '21:00', to: '05:00' };
    const quiet = { from: STARTS - 1, to: STARTS + 1, window, specialDay: null };
    const stop = { until: STARTS + 1, reason: 'tang lễ', who: 'Mai' };
    const dropped = airing({ state: 'dropped', reason: 'overlap' });
    const rundown = { slotName: 'Chiều', startsAt: STARTS - 1, endsAt: STARTS + 1 } as MomentFacts['rundowns'][number];
    const says = (own: Partial<MomentFacts>) => momentOf(facts(own)).says;
    expect(says({ airings: [dropped], stop, quiet })).toBe('taken-off');
    expect(says({ plannedUntil: STARTS, stop, quiet })).toBe('too-far');
    expect(says({ stop, quiet, rundowns: [rundown] })).toBe('stopped');
    expect(says({ quiet, rundowns: [rundown] })).toBe('quiet-hours');
    expect(says({ rundowns: [rundown] })).toBe('between-items');
    const near = [
      airing({ id: 'far', startsAt: STARTS - 9 * HOUR_MS }),
      airing({ id: 'near', startsAt: STARTS + HOUR_MS }),
    ];
    expect(momentOf(facts({ airings: near }))).toMatchObject({ says: 'nothing-booked', nearest: { airingId: 'near' } });
  });
});
