// What the desk says of a buổi phát: nothing is called ready or played without the word of every pole, and who is missing is named.
import { aConfirmation, aDevice, anAiring, aPlayback, aRundown } from '../../../test/support/factories';
import { broadcastsOf, isAwaited, SOON_MS, type Broadcast } from './broadcast';
import { PLAYBACK_STATES, type Airing, type Confirmation, type Playback } from '../air/air';
import { villageSlotOf } from '../air/village-slot';
import { overAt } from '../air/stretches';
import { MINUTE_MS } from '../calendar/time';
import type { Device } from '../places/places';

const RUNDOWNS = [
  aRundown({ id: 'r1', villageId: 'Nà Khoang', zoneId: 'z1' }),
  aRundown({ id: 'r2', villageId: 'Phìn Sử', zoneId: 'z2' }),
];
const { startsAt } = RUNDOWNS[0]!;
const item = (rundownId: string, own: Partial<Airing> = {}) =>
  anAiring({ id: `a-${rundownId}`, rundownId, startsAt, controllerIds: [`${rundownId}-pole`], ...own });
const endsAt = overAt(item('r1'));
const playback = (rundownId: string, state: Playback['state'], own: Partial<Playback> = {}) =>
  aPlayback({
    id: rundownId,
    airingId: `a-${rundownId}`,
    rundownId,
    controllerId: `${rundownId}-pole`,
    state,
    ...own,
  });
const box = (rundownId: string, own: Partial<Device> = {}) =>
  aDevice({ id: rundownId, controllerId: `${rundownId}-pole`, ...own });

interface Scene {
  readonly playbacks: readonly Playback[];
  readonly now: number;
  readonly airings?: readonly Airing[];
  readonly devices?: readonly Device[];
  readonly confirmations?: readonly Confirmation[];
}
function told({ playbacks, now, airings, devices, confirmations = [] }: Scene): Broadcast {
  const air = { rundowns: RUNDOWNS, airings: airings ?? [item('r1'), item('r2')], playbacks, confirmations };
  return broadcastsOf(air, devices ?? [box('r1'), box('r2')], now)[0]!;
}

it('counts a pole without a box, or without the sound, as well neither before nor while it is on air', () => {
  const playbacks = [playback('r1', 'ready'), playback('r2', 'planned')];
  for (const devices of [[box('r1')], [box('r1'), box('r2', { online: false })]]) {
    for (const now of [startsAt - MINUTE_MS, startsAt, endsAt]) {
      expect(told({ playbacks, now, devices })).toMatchObject({ poles: 2, polesWell: 1 });
    }
  }
  const both = [playback('r1', 'playing'), playback('r2', 'played')];
  expect(told({ playbacks: both, now: startsAt, devices: [box('r1')] })).toMatchObject({ polesWell: 2 });
});

it('is trouble where people say so, whatever the devices say', () => {
  const playbacks = [playback('r1', 'played'), playback('r2', 'played')];
  const word = (answer: Confirmation['answer']) => [
    aConfirmation({ ...villageSlotOf(RUNDOWNS[1]!), answer, at: endsAt }),
  ];
  expect(told({ playbacks, now: endsAt, confirmations: word('not_heard') }).state).toBe('trouble');
  expect(told({ playbacks, now: endsAt, confirmations: word('heard') }).state).toBe('played');
});

it('is awaited when its time is over and nobody has said a word of it', () => {
  const awaited = (now: number) => PLAYBACK_STATES.filter((state) => isAwaited({ state }, item('r1'), now));
  expect(awaited(endsAt)).toEqual(['planned', 'delivered', 'ready']);
  expect(awaited(endsAt - 1)).toEqual([]);
});

describe('a buổi phát to come', () => {
  const soon = startsAt - SOON_MS;

  it('is ready when every pole has loaded all of it, and not before', () => {
    const ready = [playback('r1', 'ready'), playback('r2', 'ready')];
    expect(told({ playbacks: ready, now: soon })).toMatchObject({
      state: 'ready',
      poles: 2,
      polesWell: 2,
      missing: [],
    });
    for (const state of ['planned', 'delivered'] as const) {
      expect(told({ playbacks: [ready[0]!, playback('r2', state)], now: soon })).toMatchObject({
        state: 'not-ready',
        polesWell: 1,
      });
    }
  });

  it('names who is missing, and why', () => {
    const playbacks = [playback('r1', 'delivered'), playback('r2', 'planned')];
    const missingWith = (...devices: readonly Device[]) =>
      told({ playbacks, now: soon, devices }).missing.map(({ villageId, cause, since }) => [villageId, cause, since]);

    expect(missingWith(box('r1'), box('r2'))).toEqual([
      ['Nà Khoang', 'loading', null],
      ['Phìn Sử', 'not-reached', null],
    ]);
    expect(missingWith(box('r1', { online: false, lastSeenAt: 7 }))).toEqual([
      ['Nà Khoang', 'offline', 7],
      ['Phìn Sử', 'no-device', null],
    ]);
  });

  it('does not miss a silent pole that has loaded everything: it plays on its own', () => {
    const playbacks = [playback('r1', 'ready'), playback('r2', 'ready')];
    expect(told({ playbacks, now: soon, devices: [box('r1', { online: false }), box('r2')] }).state).toBe('ready');
  });

  it('is nobody’s work yet while there is time', () => {
    expect(told({ playbacks: [], now: soon - 1 }).state).toBe('preparing');
    expect(told({ playbacks: [], now: soon }).state).toBe('not-ready');
  });

  it('is not ready while one of its items waits for an approval', () => {
    const held = item('r2', { state: 'held', bookingId: 'b9', title: 'Chờ duyệt' });
    expect(told({ playbacks: [playback('r1', 'ready')], airings: [item('r1'), held], now: soon })).toMatchObject({
      state: 'not-ready',
      missing: [],
      unapproved: [{ bookingId: 'b9', title: 'Chờ duyệt' }],
    });
  });
});

describe('a buổi phát that has begun', () => {
  const played = playback('r1', 'played');

  it('is played when every pole proved it, and awaits their word until then', () => {
    expect(told({ playbacks: [played, playback('r2', 'played')], now: endsAt }).state).toBe('played');
    for (const state of ['ready', 'playing', 'delivered'] as const) {
      expect(told({ playbacks: [played, playback('r2', state)], now: endsAt }).state).toBe('awaiting');
    }
    expect(told({ playbacks: [played, playback('r2', 'playing')], now: endsAt - 1 }).state).toBe('on-air');
  });

  it('is trouble where something failed, unless somebody had it stopped', () => {
    const failed = playback('r2', 'missed', { reason: 'device-off' });
    expect(told({ playbacks: [played, failed], now: endsAt })).toMatchObject({ state: 'trouble', polesWell: 1 });
    const stopped = playback('r2', 'interrupted', { reason: 'stopped' });
    expect(told({ playbacks: [played, stopped], now: endsAt }).state).toBe('played');
  });
});

describe('a slot into which something came later', () => {
  const later = item('r1', { id: 'later', title: 'Lũ quét', startsAt: endsAt + 20 * MINUTE_MS });
  const evidence = [playback('r1', 'played'), playback('r2', 'played')];
  const coming = playback('r1', 'ready', { id: 'coming', airingId: 'later' });
  const at = (now: number, own: Partial<Scene> = {}) =>
    told({ airings: [item('r1'), item('r2'), later], playbacks: [...evidence, coming], now, ...own });

  it('is on air while something sounds, and ready or not in the silence before the next', () => {
    const sounding = [playback('r1', 'playing'), playback('r2', 'playing'), coming];
    expect(at(startsAt, { playbacks: sounding }).state).toBe('on-air');
    const states = [endsAt, later.startsAt - 1, later.startsAt].map((now) => at(now).state);
    expect(states).toEqual(['ready', 'ready', 'on-air']);
    const loading = [...evidence, { ...coming, state: 'delivered' as const }];
    expect(at(endsAt, { playbacks: loading })).toMatchObject({
      state: 'not-ready',
      polesWell: 1,
      missing: [{ controllerId: 'r1-pole', cause: 'loading' }],
    });
  });

  it('keeps the trouble that was, and is over with the last that sounds', () => {
    expect(at(endsAt, { playbacks: [playback('r1', 'missed'), coming] }).state).toBe('trouble');
    expect(at(later.startsAt + MINUTE_MS).endsAt).toBe(overAt(later));
  });

  it.each(['dropped', 'cancelled'] as const)('is over as ever where the later one was %s', (state) => {
    const airings = [item('r1'), item('r2'), { ...later, state }];
    expect(at(endsAt, { airings, playbacks: evidence })).toMatchObject({ state: 'played', endsAt });
  });
});

it('is silent as soon as every pole has ended what sounded, an emergency for one', () => {
  const now = startsAt + MINUTE_MS / 2;
  const cut = ['r1', 'r2'].map((id) => playback(id, 'interrupted', { reason: 'cancelled' }));
  expect(told({ playbacks: cut, now })).toMatchObject({ state: 'played', endsAt: now });
  expect(told({ playbacks: [cut[0]!, playback('r2', 'playing')], now }).state).toBe('on-air');
});

it('is on air between the sounds that open it and the first item', () => {
  const opening = item('r1', { id: 'opening', kind: 'opening', startsAt: startsAt - MINUTE_MS, durationMs: 10_000 });
  const airings = [opening, item('r1'), item('r2')];
  const playbacks = ['r1', 'r2'].map((id) => playback(id, 'ready'));
  expect(told({ airings, playbacks, now: startsAt - 1 })).toMatchObject({
    state: 'on-air',
    startsAt: opening.startsAt,
  });
});

it('is trouble where something was heard although it had been taken off the air, and nothing where it kept silent', () => {
  const airings = [item('r1', { state: 'cancelled' }), item('r2', { state: 'cancelled' })];
  const heard = playback('r1', 'played', { cancelledAt: startsAt, playedAfterCancel: true });
  const silent = playback('r2', 'cancelled', { cancelledAt: startsAt });
  const scene = { airings, now: endsAt };
  expect(told({ ...scene, playbacks: [heard, silent] })).toMatchObject({ state: 'trouble', villageIds: ['Nà Khoang'] });
  expect(told({ ...scene, playbacks: [silent] })).toBeUndefined();
});

it('tells nothing of a slot in which nothing is to be heard', () => {
  const cancelled = item('r1', { state: 'cancelled' });
  const opening = item('r2', { kind: 'opening' });
  const air = { rundowns: RUNDOWNS, airings: [cancelled, opening], playbacks: [], confirmations: [] };
  expect(broadcastsOf(air, [], startsAt)).toEqual([]);
});
