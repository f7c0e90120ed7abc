// The checker is checked: a good hour breaks nothing, and each way to spoil it is noticed by the rule that is about it.
import { anAiring, aPlayback } from '../../../test/support/factories';
import { MINUTE_MS, SECOND_MS } from '../calendar/time';
import type { AirLogSound, Facts, OrderedAiring, Reached } from './facts';
import { violationsOf } from './invariants';

const START = Date.parse('2026-11-21T16:20:00+07:00');
const APPROVED = START - 10 * MINUTE_MS;
const [POLE, AIRING, PLAYBACK] = ['pole', 'airing', 'airing on pole'];

const order: OrderedAiring = {
  ...{ airingId: AIRING, title: 'Họp', kind: 'item', messageClass: 'normal', startsAt: START, durationMs: 30_000 },
  ...{ lateLimitMs: 60_000, sha256s: ['aa'], controllerIds: [POLE] },
};
const programme = {
  ...{ controllerId: POLE, at: APPROVED + SECOND_MS, kind: 'programme', zoneId: 'zone', epoch: 1, version: 1 },
  ...{ airingIds: new Set([AIRING]), cancelledAiringIds: new Set<string>(), stops: [], emergencies: [] },
} as const satisfies Reached;
const sound: AirLogSound = {
  ...{ controllerId: POLE, box: 'box', airingId: AIRING, playbackId: PLAYBACK, startedAt: START },
  ...{ endedAt: START + 30_000, completed: true, sha256s: ['aa'] },
};
const said = (sequence: number, kind: string, reason: string | null = null) => {
  const at = kind === 'ready' ? APPROVED + 2 * SECOND_MS : START + MINUTE_MS;
  return { controllerId: POLE, box: 'box', at, deviceEpoch: 'e', sequence, kind, playbackIds: [PLAYBACK], reason };
};
const kept = (sequence: number, kind: string) => {
  return { controllerId: POLE, deviceEpoch: 'e', sequence, kind, playbackId: PLAYBACK };
};
const own = { communeId: 'c', airingId: AIRING, rundownId: 'r', controllerId: POLE };
const playback = aPlayback({
  ...own,
  id: PLAYBACK,
  state: 'played',
  playedMs: 30_000,
  deadlineAt: START + 5 * MINUTE_MS,
});
const will = { title: 'Họp', approvedAt: APPROVED, isInDoubt: false, takenOffAt: null, cancelledAt: null };
const life = { controllerId: POLE, zoneId: 'zone', unfit: [], apart: [], isForgetful: false, isDoubled: false };

const GOOD: Facts = {
  now: START + 60 * MINUTE_MS,
  playbackIdOf: (airingId, controllerId) => `${airingId} on ${controllerId}`,
  clockToleranceMs: 0,
  sounds: [sound],
  ordered: [order],
  issued: [{ zoneId: 'zone', epoch: 1, version: 1, content: 'x' }],
  reached: [programme],
  said: [said(1, 'ready'), said(2, 'started'), said(3, 'played')],
  kept: [kept(1, 'ready'), kept(2, 'started'), kept(3, 'played')],
  airings: [anAiring({ id: AIRING, communeId: 'c', rundownId: 'r', title: 'Họp', kind: 'item', state: 'planned' })],
  playbacks: [playback],
  poles: [life],
  wills: [will],
  serverAway: [],
  isRestored: false,
  quiet: [],
  askedAbout: new Set(['Họp']),
  logFault: null,
  failures: [],
};

const SILENT: Partial<Facts> = { sounds: [], playbacks: [{ ...playback, state: 'missed', playedMs: null }] };
const BEFORE = { from: START - MINUTE_MS, to: START + 10 * MINUTE_MS };
const LATER = START + 5 * MINUTE_MS;
const stop = { stopId: 's', time: BEFORE, sparesEmergency: false };
const emergency = { emergencyId: 'e', time: BEFORE };

it('a good hour breaks nothing', () => {
  expect(violationsOf(GOOD)).toEqual([]);
});

// prettier-ignore
it.each<readonly [string, Partial<Facts>]>([
  ['I1',   { playbacks: [{ ...playback, state: 'playing' }] }],
  ['I2',   { sounds: [sound, { ...sound, startedAt: START + 40_000, endedAt: START + 50_000 }] }],
  ['I3',   { sounds: [{ ...sound, startedAt: START - 5_000 }] }],
  ['I3',   { sounds: [{ ...sound, startedAt: START + 70_000, endedAt: START + 100_000 }] }],
  ['I4',   { wills: [{ ...will, approvedAt: null }] }],
  ['I4',   { wills: [{ ...will, approvedAt: START + 1_000 }] }],
  ['I5',   { sounds: [{ ...sound, sha256s: ['bb'] }] }],
  ['I6a',  { ordered: [{ ...order, controllerIds: ['another'] }] }],
  ['I6b',  { reached: [programme, { ...programme, at: START - 30_000, version: 2, cancelledAiringIds: new Set([AIRING]) }] }],
  ['I6b',  { reached: [programme, { ...programme, at: START - 30_000, version: 2, airingIds: new Set() }] }],
  ['I6b',  { reached: [programme, { controllerId: POLE, at: START + 5_000, kind: 'silence', airingIds: new Set([AIRING]) }], sounds: [{ ...sound, endedAt: START + 12_000 }] }],
  ['I6c',  { reached: [{ ...programme, stops: [stop] }] }],
  ['I6e',  { wills: [{ ...will, takenOffAt: START - 30_000, cancelledAt: START - 30_000 }] }],
  ['I6d',  { quiet: [{ knownAt: APPROVED, time: BEFORE }] }],
  ['I7a',  { sounds: [] }],
  ['I7a',  { sounds: [], playbacks: [{ ...playback, state: 'interrupted', startedAt: START }] }],
  ['I7b',  { kept: [kept(1, 'ready'), kept(2, 'started')] }],
  ['I7c',  { playbacks: [{ ...playback, state: 'cancelled' }] }],
  ['I8',   { ...SILENT, playbacks: [{ ...playback, state: 'unconfirmed' }] }],
  ['I13',  { sounds: [sound, { ...sound, airingId: 'b', playbackId: 'b', startedAt: START + 10_000 }] }],
  ['I14',  { issued: [...GOOD.issued, { zoneId: 'zone', epoch: 1, version: 1, content: 'y' }] }],
  ['I15a', { said: [...GOOD.said, said(4, 'ready')] }],
  ['I15b', { kept: [kept(1, 'ready'), kept(3, 'played')] }],
  ['I15c', { playbacks: [], airings: [] }],
  ['I17',  { logFault: 'altered' }],
  ['I23',  { askedAbout: new Set() }],
  ['E',    { reached: [{ ...programme, emergencies: [emergency] }] }],
  ['P1',   SILENT],
  ['P1b',  { sounds: [{ ...sound, startedAt: START + 20_000, endedAt: START + 50_000 }] }],
  ['P2',   SILENT],
  ['F',    { failures: ['a beat'] }],
])('%s is noticed', (number, spoilt) => {
  expect(violationsOf({ ...GOOD, ...spoilt }).map(({ invariant }) => invariant)).toContain(number);
});

it('P3 is noticed', () => {
  const alarm: OrderedAiring = { ...order, airingId: 'x', title: 'Lũ', kind: 'emergency', messageClass: 'emergency' };
  const facts = { ...GOOD, ordered: [order, alarm], wills: [will, { ...will, title: 'Lũ' }] };
  expect(violationsOf(facts).map(({ invariant }) => invariant)).toEqual(['P3']);
});

// prettier-ignore
it.each<readonly [string, Partial<Facts>]>([
  ['a pole without power is silent',       { ...SILENT, poles: [{ ...life, unfit: [BEFORE] }] }],
  ['a box lost its end in a power cut',    { playbacks: [{ ...playback, state: 'interrupted' }], poles: [{ ...life, unfit: [BEFORE] }] }],
  ['a pole that says why is silent',       { ...SILENT, said: [...GOOD.said, said(4, 'refused', 'stopped')], kept: [...GOOD.kept, kept(4, 'refused')] }],
  ['a pole that nobody reached is silent', { ...SILENT, said: [], kept: [], reached: [], poles: [{ ...life, apart: [{ from: APPROVED, to: LATER }] }] }],
])('nobody is blamed when %s', (_why, facts) => {
  expect(violationsOf({ ...GOOD, ...facts })).toEqual([]);
});
