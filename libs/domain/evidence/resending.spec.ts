// Sending again reaches whom it must and nobody else.
import fc from 'fast-check';
import { aPlayback } from '../../../test/support/factories';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { PLAYBACK_STATES, type Playback } from '../air/air';
import { resendSet, type Pole } from './resending';

const HEARD_NOTHING_AT = 5_000;
const pole = (own: Partial<Playback>, notHeardAt: number | null = null): Pole => ({
  controllerId: 'a',
  playbacks: [aPlayback({ startedAt: 1_000, ...own })],
  notHeardAt,
});
const again = (...poles: readonly Pole[]) => resendSet(poles).length > 0;

describe('sending again', () => {
  it.each(['missed', 'refused', 'interrupted', 'unconfirmed'] as const)('reaches a pole where it was %s', (state) => {
    expect(again(pole({ state }))).toBe(true);
  });

  it('reaches a pole that a stop kept silent, but not one where somebody took it off the air', () => {
    expect(again(pole({ state: 'cancelled', reason: 'stopped' }))).toBe(true);
    expect(again(pole({ state: 'cancelled', reason: 'booking-cancelled' }))).toBe(false);
    expect(again(pole({ state: 'refused', reason: 'cancelled' }))).toBe(false);
  });

  it('leaves alone a pole that played it, unless its village did not hear it', () => {
    expect(again(pole({ state: 'played' }))).toBe(false);
    expect(again(pole({ state: 'played' }, HEARD_NOTHING_AT))).toBe(true);
  });

  it('is over once it was played after the village said that it heard nothing', () => {
    const { controllerId, playbacks } = pole({ state: 'played' });
    const resent = aPlayback({ id: 'again', state: 'played', startedAt: HEARD_NOTHING_AT + 1 });
    expect(again({ controllerId, playbacks: [...playbacks, resent], notHeardAt: HEARD_NOTHING_AT })).toBe(false);
  });

  it('waits for what is still to come', () => {
    const failed = pole({ state: 'missed' });
    const coming = aPlayback({ id: 'again', state: 'ready' });
    expect(again({ ...failed, playbacks: [...failed.playbacks, coming] })).toBe(false);
  });

  it('never reaches a pole that played all of it, unless its village did not hear that', () => {
    const playbacks = fc.array(
      fc.record({
        state: fc.constantFrom(...PLAYBACK_STATES),
        startedAt: fc.option(fc.nat({ max: 10_000 })),
        reason: fc.constantFrom('stopped', 'booking-cancelled', null),
      }),
      { maxLength: 4 },
    );
    const poles = fc.uniqueArray(
      fc.record({
        controllerId: fc.nat({ max: 9 }).map(String),
        playbacks: playbacks.map((all) => all.map((own) => aPlayback(own))),
        notHeardAt: fc.option(fc.nat({ max: 10_000 })),
      }),
      { selector: ({ controllerId }) => controllerId },
    );
    fc.assert(
      fc.property(poles, (all) => {
        const reached = new Set(resendSet(all));
        const needless = all.filter(
          ({ controllerId, notHeardAt, playbacks: own }) =>
            reached.has(controllerId) && notHeardAt === null && own.some(({ state }) => state === 'played'),
        );
        expect(needless).toEqual([]);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
