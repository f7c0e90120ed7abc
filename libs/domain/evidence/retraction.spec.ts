// A correction goes to exactly the controllers that played the wrong thing: whatever the server did meanwhile, in whatever order evidence came.
import fc from 'fast-check';
import { aPlayback, anAiring } from '../../../test/support/factories';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { PLAYBACK_LIFECYCLE, type Playback, type PlaybackEvent } from '../air/air';
import { allows, follow } from '../lifecycle';
import { maySoundSoon, retractionSet, soundingOf, type Witness } from './retraction';

const DUE = 1_000_000;
const NOW = DUE + 60_000;

/** What really happened on a pole, and what its device says about it, in order. */
interface Truth {
  readonly sounded: boolean;
  readonly evidence: readonly { readonly event: PlaybackEvent; readonly playedMs?: number }[];
}

const truths: fc.Arbitrary<Truth> = fc.oneof(
  fc.constant<Truth>({ sounded: true, evidence: [{ event: 'start' }, { event: 'play', playedMs: 30_000 }] }),
  fc.integer({ min: 1, max: 29_999 }).map((playedMs) => ({
    sounded: true,
    evidence: [{ event: 'start' as const }, { event: 'interrupt' as const, playedMs }],
  })),
  // Written down as begun, and silenced before the first sample.
  fc.constant<Truth>({ sounded: false, evidence: [{ event: 'start' }, { event: 'interrupt', playedMs: 0 }] }),
  fc.constantFrom<Truth>(
    { sounded: false, evidence: [{ event: 'miss' }] },
    { sounded: false, evidence: [{ event: 'refuse' }] },
  ),
);

/** What the server does by itself. */
const ownDoing = fc.array(fc.constantFrom<PlaybackEvent>('deliver', 'ready', 'cancel', 'replan', 'expire'), {
  maxLength: 6,
});

const poles = fc.uniqueArray(
  fc.record({ controllerId: fc.integer({ min: 0, max: 99 }).map(String), truth: truths, ownDoing, seed: fc.nat() }),
  { selector: ({ controllerId }) => controllerId, maxLength: 8 },
);

type Told = { readonly event: PlaybackEvent; readonly playedMs?: number };

/** The playback after these events; what its lifecycle does not allow changes nothing, as at the desk. */
function after(controllerId: string, events: readonly Told[]): Playback {
  const known: Pick<Playback, 'state' | 'playedMs'> = aPlayback();
  const { state, playedMs } = events.reduce(
    (before, { event, playedMs }) =>
      allows(PLAYBACK_LIFECYCLE, before.state, event)
        ? { state: follow(PLAYBACK_LIFECYCLE, before.state, event), playedMs: playedMs ?? before.playedMs }
        : before,
    known,
  );
  return aPlayback({ controllerId, state, playedMs });
}

/** One list in an order that only the seed decides. */
function mixed(events: readonly Told[], seed: number): readonly Told[] {
  const order = (index: number) => Math.imul(seed + index * 7_919, 2_654_435_761) >>> 0;
  return events
    .map((event, index) => ({ event, at: order(index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event);
}

describe('the retraction set', () => {
  it('is the set of those that played, once all evidence came, in any order', () => {
    fc.assert(
      fc.property(poles, (all) => {
        const witnesses = all.map(({ controllerId, truth, ownDoing: own, seed }): Witness => {
          const events = mixed([...truth.evidence, ...own.map((event) => ({ event }))], seed);
          return { playback: after(controllerId, events), startsAt: DUE, upToDate: true };
        });
        const sounded = all.filter(({ truth }) => truth.sounded).map(({ controllerId }) => controllerId);
        expect(retractionSet(witnesses, NOW).played).toEqual(sounded.sort());
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('never calls a pole silent that sounded, however little was told so far', () => {
    fc.assert(
      fc.property(poles, fc.nat({ max: 2 }), (all, told) => {
        const witnesses = all.map(({ controllerId, truth, ownDoing: own, seed }): Witness => {
          const heard = truth.evidence.slice(0, told);
          const events = mixed([...heard, ...own.map((event) => ({ event }))], seed);
          const upToDate = heard.length === truth.evidence.length;
          return { playback: after(controllerId, events), startsAt: DUE, upToDate };
        });
        const { played, doubtful } = retractionSet(witnesses, NOW);
        const named = new Set([...played, ...doubtful]);
        const forgotten = all.filter(({ truth, controllerId }) => truth.sounded && !named.has(controllerId));
        expect(forgotten).toEqual([]);
        expect(played.filter((id) => doubtful.includes(id))).toEqual([]);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('names a controller once that played one airing of several', () => {
    const one = { playback: aPlayback({ controllerId: 'a', state: 'played' }), startsAt: DUE, upToDate: true };
    const other = { ...one, playback: aPlayback({ controllerId: 'a', state: 'unconfirmed' }) };
    expect(retractionSet([other, one, one], NOW)).toEqual({ played: ['a'], doubtful: [] });
  });
});

describe('a pole that was told to be silent', () => {
  const cancelled = aPlayback({ state: 'cancelled' });
  const witness = (own: Partial<Witness>): Witness => ({ playback: cancelled, startsAt: DUE, upToDate: false, ...own });

  it('is doubtful until its device acknowledged the programme that says so', () => {
    expect(soundingOf(witness({}), NOW)).toBe('doubtful');
    expect(soundingOf(witness({ upToDate: true }), NOW)).toBe('silent');
    expect(soundingOf(witness({ startsAt: NOW + 1 }), NOW)).toBe('silent');
  });

  it('is doubtful while it is due and nothing was heard of it', () => {
    const ready = aPlayback({ state: 'ready' });
    expect(soundingOf(witness({ playback: ready, upToDate: true }), NOW)).toBe('doubtful');
    expect(soundingOf(witness({ playback: ready, startsAt: NOW + 1 }), NOW)).toBe('silent');
  });
});

it('what may sound soon is what is planned, not over, and near', () => {
  const airing = anAiring({ startsAt: DUE, durationMs: 10_000, lateLimitMs: 5_000 });
  expect(maySoundSoon(airing, DUE - 1_000, 1_000)).toBe(true);
  expect(maySoundSoon(airing, DUE - 1_001, 1_000)).toBe(false);
  expect(maySoundSoon(airing, DUE + 14_999, 1_000)).toBe(true);
  expect(maySoundSoon(airing, DUE + 15_000, 1_000)).toBe(false);
  expect(maySoundSoon({ ...airing, state: 'cancelled' }, DUE, 1_000)).toBe(false);
});
