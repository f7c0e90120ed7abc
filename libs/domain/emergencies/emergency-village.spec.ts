// What a pole made of an emergency that is repeated.
import { aPlayback } from '../../../test/support/factories';
import type { Playback } from '../air/air';
import { alarmCounts, alarmStateOf } from './emergency-village';

const repeats = (...states: readonly Playback['state'][]) =>
  states.map((state) => aPlayback({ state, playedMs: state === 'played' ? 30_000 : null }));

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
  ['silent', repeats('unconfirmed')],
] as const)('%s', (state, playbacks) => {
  expect(alarmStateOf(playbacks)).toBe(state);
});

it('counts every pole once', () => {
  expect(alarmCounts(['sounding', 'silent', 'sounding'])).toEqual({ sounding: 2, sounded: 0, silent: 1, waiting: 0 });
});
