// Every state meets every event: the table says what follows, and whatever it does not say is refused aloud.
import fc from 'fast-check';
import {
  ENDED_PLAYBACK_STATES,
  PLAYBACK_LIFECYCLE,
  PLAYBACK_STATES,
  type PlaybackEvent,
  type PlaybackState,
} from './air/air';
import { ANNOUNCEMENT_LIFECYCLE, ANNOUNCEMENT_STATES } from './announcements/announcement';
import { BOOKING_LIFECYCLE, BOOKING_STATES } from './bookings/booking';
import { EMERGENCY_LIFECYCLE, EMERGENCY_STATES } from './emergencies/emergency';
import { DRILL_LIFECYCLE, DRILL_STATES } from './emergencies/drill';
import { SELF_TEST_LIFECYCLE, SELF_TEST_STATES } from './places/self-test';
import { allows, follow, type Lifecycle } from './lifecycle';
import { Problem } from './problem';
import { PROPERTY_RUNS } from '../../test/support/property-runs';

const LIFECYCLES: readonly (readonly [string, Lifecycle<string, string>, readonly string[]])[] = [
  ['announcement', ANNOUNCEMENT_LIFECYCLE, ANNOUNCEMENT_STATES],
  ['booking', BOOKING_LIFECYCLE, BOOKING_STATES],
  ['emergency', EMERGENCY_LIFECYCLE, EMERGENCY_STATES],
  ['playback', PLAYBACK_LIFECYCLE, PLAYBACK_STATES],
  ['drill', DRILL_LIFECYCLE, DRILL_STATES],
  ['self-test', SELF_TEST_LIFECYCLE, SELF_TEST_STATES],
];

describe.each(LIFECYCLES)('the lifecycle of a %s', (_, lifecycle, states) => {
  const events = [...new Set(states.flatMap((state) => Object.keys(lifecycle[state]!)))];

  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))(
    '%s meets %s: a state of the table or a problem',
    (state, event) => {
      const next = lifecycle[state]![event];
      expect(allows(lifecycle, state, event)).toBe(next !== undefined);
      if (next !== undefined) {
        expect(states).toContain(next);
        expect(follow(lifecycle, state, event)).toBe(next);
      } else {
        expect(() => follow(lifecycle, state, event)).toThrow(new Problem('wrong-state', { state, event }));
      }
    },
  );
});

describe('what must never happen', () => {
  const event = fc.constantFrom<PlaybackEvent>(
    ...['deliver', 'ready', 'start', 'play', 'interrupt', 'miss', 'refuse', 'cancel', 'replan', 'expire'].map(
      (each) => each as PlaybackEvent,
    ),
  );
  const stories = fc.array(event, { maxLength: 12 });

  function toldFrom(state: PlaybackState, events: readonly PlaybackEvent[]): readonly PlaybackState[] {
    return events.reduce<readonly PlaybackState[]>(
      (states, each) => {
        const now = states.at(-1)!;
        return allows(PLAYBACK_LIFECYCLE, now, each) ? [...states, follow(PLAYBACK_LIFECYCLE, now, each)] : states;
      },
      [state],
    );
  }

  it('is that an end which a device has proven is lost again', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const states = toldFrom('planned', events);
        const proven = states.findIndex((state) => ['played', 'interrupted', 'missed', 'refused'].includes(state));
        if (proven >= 0) expect(states.slice(proven + 1)).toEqual([]);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('is that something counts as played which no device has spoken of', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const heard = events.filter((each) => ['start', 'play', 'interrupt'].includes(each));
        if (heard.length === 0) {
          expect(toldFrom('planned', events)).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/^play(ing|ed)$/)]),
          );
        }
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('is that what sounds is cancelled as if it had not sounded', () => {
    expect(follow(PLAYBACK_LIFECYCLE, 'playing', 'cancel')).toBe('playing');
    expect(follow(PLAYBACK_LIFECYCLE, 'cancelled', 'play')).toBe('played');
  });

  it('is that a state counts as ended which time may still end', () => {
    const open = PLAYBACK_STATES.filter((state) => !ENDED_PLAYBACK_STATES.includes(state));
    expect(open.filter((state) => !allows(PLAYBACK_LIFECYCLE, state, 'expire'))).toEqual([]);
    expect(ENDED_PLAYBACK_STATES.filter((state) => allows(PLAYBACK_LIFECYCLE, state, 'expire'))).toEqual([]);
  });

  it('is that nobody is asked: a booking is approved by the event of that name alone', () => {
    const ways = BOOKING_STATES.flatMap((state) =>
      Object.entries(BOOKING_LIFECYCLE[state]).filter(([, next]) => next === 'approved'),
    );
    expect(ways.map(([by]) => by)).toEqual(['approve']);
  });
});
