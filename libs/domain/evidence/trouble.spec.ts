// What stays on the desk as trouble: what devices prove and what people say, until it is dealt with, and again when something new is known.
import { aConfirmation, anAiring, aPlayback, aRundown, aTroubleSettlement } from '../../../test/support/factories';
import type { Confirmation, Playback } from '../air/air';
import { HOUR_MS } from '../calendar/time';
import { openTroubles, type TroubleSettlement } from './trouble';

const RUNDOWN = aRundown();
const OVER = RUNDOWN.endsAt;
const AIRING = anAiring({ controllerIds: ['c1', 'c2'] });
const playback = (controllerId: string, own: Partial<Playback> = {}) =>
  aPlayback({ id: controllerId, controllerId, state: 'played', changedAt: OVER, ...own });
const ALL_PLAYED = [playback('c1'), playback('c2')];
const MISSED = playback('c2', { state: 'missed', reason: 'device-off' });

function troubles(
  playbacks: readonly Playback[],
  confirmations: readonly Confirmation[] = [],
  settlements: readonly TroubleSettlement[] = [],
) {
  return openTroubles({ rundowns: [RUNDOWN], airings: [AIRING], playbacks, confirmations }, settlements, OVER);
}

it('is none where every pole played and nobody complained', () => {
  expect(troubles(ALL_PLAYED, [aConfirmation({ answer: 'heard' })])).toEqual([]);
});

it('counts the poles that failed, by how and why, with the bookings that could be sent again', () => {
  expect(troubles([playback('c1'), MISSED])).toMatchObject([
    {
      villageId: 'village-1',
      poles: 2,
      failed: [{ state: 'missed', reason: 'device-off', poles: 1 }],
      bookingIds: ['booking-1'],
      contradiction: false,
    },
  ]);
});

it.each(['faint', 'not_heard', 'wrong_content'] as const)('is what people say: %s', (answer) => {
  const [trouble] = troubles(ALL_PLAYED, [aConfirmation({ answer, at: OVER })]);
  expect(trouble?.reports.map((report) => report.answer)).toEqual([answer]);
});

it('names what failed, and nothing else that stood in the slot', () => {
  const other = anAiring({ id: 'other', title: 'Nông vụ', controllerIds: ['c1'] });
  const air = { rundowns: [RUNDOWN], airings: [AIRING, other], confirmations: [] };
  const heard = playback('c1', { id: 'other', airingId: 'other' });
  const [trouble] = openTroubles({ ...air, playbacks: [playback('c1'), MISSED, heard] }, [], OVER);
  expect(trouble?.titles).toEqual([AIRING.title]);
});

it('shows where devices and people say different things', () => {
  expect(troubles(ALL_PLAYED, [aConfirmation({ answer: 'not_heard', at: OVER })])[0]?.contradiction).toBe(true);
  const bothMissed = [{ ...MISSED, id: 'c1', controllerId: 'c1' }, MISSED];
  expect(troubles(bothMissed, [aConfirmation({ answer: 'heard', at: OVER })])[0]?.contradiction).toBe(true);
});

it('is of what people spoke of, and not of what came into the slot later', () => {
  const later = anAiring({ id: 'later', bookingId: 'booking-2', startsAt: OVER + HOUR_MS, controllerIds: ['c1'] });
  const air = { rundowns: [RUNDOWN], airings: [AIRING, later], playbacks: ALL_PLAYED };
  const troubled = (at: number) =>
    openTroubles({ ...air, confirmations: [aConfirmation({ answer: 'not_heard', at })] }, [], at)[0];
  expect(troubled(OVER)).toMatchObject({ bookingIds: ['booking-1'], contradiction: true });
  expect(troubled(OVER + 2 * HOUR_MS)?.bookingIds).toEqual(['booking-1', 'booking-2']);
});

it('leaves the desk when somebody dealt with it, and comes back when something new is known', () => {
  const missed = [playback('c1'), MISSED];
  const settled = [aTroubleSettlement({ settledAt: OVER })];
  expect(troubles(missed, [], settled)).toEqual([]);
  expect(troubles(missed, [aConfirmation({ answer: 'not_heard', at: OVER + 1 })], settled)).toHaveLength(1);
  expect(troubles(missed, [], [aTroubleSettlement({ settledAt: OVER, localDate: '2026-03-01' })])).toHaveLength(1);
});
