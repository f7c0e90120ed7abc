// What a pole made of an emergency that is repeated.
import { aPlayback } from '../../../test/support/factories';
import type { Playback } from '../air/air';
import { alarmCounts, alarmStateOf } from './emergency-village';

const repeats = (...states: readonly Playback['state'][]) =>
  states.map((state) => aPlayback({ state, playedMs: state === 'played' ? 30_000 : null }));

const off = (reason: string) => [aPlayback({ state: 'cancelled', reason })];

it.each([
  ['waiting', repeats('planned', 'ready')],
  ['waiting', []],
  ['sounding', repeats('played', 'playing', 'planned')],
  ['sounded', repeats('played', 'planned')],
  ['sounded', repeats('played', 'missed')],
  ['sounded', [aPlayback({ state: 'interrupted', playedMs: 4_000 })]],
  ['silent', repeats('refused', 'planned')],
  ['silent', repeats('missed', 'missed')],
  ['silent', [aPlayback({ state: 'interrupted', playedMs: 0 })]],
  // It was sent, and nobody answered until the deadline.
  ['unheard', repeats('unconfirmed')],
  // It sounded until it was over, or never: nobody knows yet.
  ['waiting', off('emergency-over')],
  ['cancelled', off('stopped')],
  ['cancelled', off('no-poles')],
] as const)('%s', (state, playbacks) => {
  expect(alarmStateOf(playbacks, { isCalledOff: false, isSettled: false })).toBe(state);
});

it('waits for no word that cannot come any more', () => {
  const states = (playbacks: readonly Playback[]) => [
    alarmStateOf(playbacks, { isCalledOff: true, isSettled: false }),
    alarmStateOf(playbacks, { isCalledOff: false, isSettled: true }),
  ];
  expect(states([])).toEqual(['cancelled', 'unheard']);
  expect(states(off('emergency-over'))).toEqual(['cancelled', 'unheard']);
  expect(states(repeats('played'))).toEqual(['sounded', 'sounded']);
});

it('counts every pole once', () => {
  const none = { sounding: 0, sounded: 0, silent: 0, unheard: 0, cancelled: 0, waiting: 0 };
  expect(alarmCounts(['sounding', 'silent', 'sounding'])).toEqual({ ...none, sounding: 2, silent: 1 });
});
