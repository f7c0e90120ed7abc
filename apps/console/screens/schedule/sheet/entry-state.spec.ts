// How an entry is told: never as played before the poles said so.
import { isShown, outlookOf, stateOf, type EntryFacts } from './entry-state';

const entry: EntryFacts = {
  state: 'planned',
  reason: null,
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T10:01:00.000Z',
  playbacks: { ready: 2 },
  afterCancel: 0,
};
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

it.each([
  [{}, '09:00:00', 'planned'],
  [{}, '10:00:30', 'onAir'],
  [{}, '10:05:00', 'unconfirmed'],
  [{ played: 2 }, '10:05:00', 'played'],
  [{ played: 1, ready: 1 }, '10:05:00', 'unconfirmed'],
  [{ played: 1, missed: 1 }, '10:05:00', 'partly'],
  [{ missed: 2 }, '10:05:00', 'missed'],
])('with %j at %s it is %s', (playbacks, time, state) => {
  const counted = Object.keys(playbacks).length > 0 ? playbacks : entry.playbacks;
  expect(stateOf({ ...entry, playbacks: counted }, at(time))).toBe(state);
});

it('waits for an approval whatever the hour', () => {
  expect(stateOf({ ...entry, state: 'held' }, at('11:00:00'))).toBe('held');
});

it('tells what was taken off the air, but not what was moved elsewhere', () => {
  expect(isShown({ state: 'cancelled', reason: 'day-cancelled', afterCancel: 0 })).toBe(true);
  expect(isShown({ state: 'cancelled', reason: 'no-longer-due', afterCancel: 0 })).toBe(false);
  expect(outlookOf('cancelled')).toBe('trouble');
});

it('never hides what was heard although it had been taken off the air', () => {
  const heard = { ...entry, state: 'cancelled', reason: 'booking-replaced', afterCancel: 1 } as const;
  expect(isShown(heard)).toBe(true);
  expect(stateOf(heard, at('10:05:00'))).toBe('afterCancel');
  expect(outlookOf('afterCancel')).toBe('trouble');
});
