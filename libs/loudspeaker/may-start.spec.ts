// The rule book of the device: one line, one rule. Each line changes one thing about a sound that may start.
import type { ProgrammeEntry } from '#protocol';
import { mayStart, type StartQuestion, type Verdict } from './may-start';

const DUE = 1_000_000;
const LIMIT = 60_000;
const entry: ProgrammeEntry = {
  airingId: 'a',
  rundownId: 'r',
  kind: 'item',
  title: 'a',
  messageClass: 'normal',
  startsAt: DUE,
  durationMs: 10_000,
  lateLimitMs: LIMIT,
  sounds: [{ sha256: '0'.repeat(64), bytes: 1, durationMs: 10_000 }],
  controllerIds: ['c'],
};
const emergency: ProgrammeEntry = { ...entry, messageClass: 'emergency' };
const good: StartQuestion = {
  entry,
  controllerId: 'c',
  at: DUE,
  clock: 'sure',
  uncertaintyMs: 5,
  fate: 'none',
  remembersFrom: 0,
  bootedAt: 0,
  onSince: undefined,
  leaseUntil: DUE + 86_400_000,
  cancelledAiringIds: new Set(),
  stops: [],
  emergencies: [],
  quiet: false,
  capBroken: undefined,
  inTheWay: false,
  silentUntil: undefined,
  soundsReady: true,
  waitedFor: undefined,
};
const stop = (from: number, until: number, sparesEmergency = false) => [{ stopId: 's', from, until, sparesEmergency }];
const said = (verdict: Verdict) => ('reason' in verdict ? `${verdict.kind}: ${verdict.reason}` : verdict.kind);

// prettier-ignore
const RULES: readonly (readonly [rule: string, change: Partial<StartQuestion>, verdict: string])[] = [
  ['a good one starts',                                    {},                                                     'start'],
  ['late, at the limit, it still starts',                  { at: DUE + LIMIT },                                    'start'],
  ['beyond the limit it is missed',                        { at: DUE + LIMIT + 1 },                                'miss: start-passed'],
  ['… for what it waited for',                             { at: DUE + LIMIT + 1, waitedFor: 'sound-not-ready' },  'miss: sound-not-ready'],
  ['… for the box was off',                                { at: DUE + LIMIT + 9, bootedAt: DUE + LIMIT + 1 },     'miss: device-off'],
  ['… for its time was moved over the window',             { at: DUE + LIMIT + 9, bootedAt: DUE + LIMIT + 1, onSince: DUE }, 'miss: clock-moved'],
  ['not named: not a word',                                { controllerId: 'd' },                                  'nothing'],
  ['begun before: never again',                            { fate: 'started' },                                    'nothing'],
  ['ended before: never again',                            { fate: 'ended' },                                      'nothing'],
  ['cancelled: not a word',                                { cancelledAiringIds: new Set(['a']) },                 'nothing'],
  ['before its memory begins: not a word',                 { remembersFrom: DUE + 1 },                             'nothing'],
  ['its memory is not dated yet: not a word',              { remembersFrom: undefined },                           'nothing'],
  ['a drill where something real stands',                  { inTheWay: true },                                     'refuse: air-taken'],
  ['in a stop',                                            { stops: stop(DUE - 1, DUE + 1) },                      'refuse: stopped'],
  ['due in a stop, late after it',                         { at: DUE + 9, stops: stop(DUE, DUE + 5) },             'refuse: stopped'],
  ['due before a stop, late in it',                        { at: DUE + 9, stops: stop(DUE + 5, DUE + 99) },        'refuse: stopped'],
  ['as a stop ends',                                       { stops: stop(0, DUE) },                                'start'],
  ['a stop holds for an emergency too',                    { entry: emergency, stops: stop(0, DUE + 1) },          'refuse: stopped'],
  ['a mute of the village holds for a normal one',         { stops: stop(0, DUE + 1, true) },                      'refuse: stopped'],
  ['… and spares an emergency',                            { entry: emergency, stops: stop(0, DUE + 1, true) },    'start'],
  ['in quiet hours',                                       { quiet: true },                                        'refuse: quiet-hours'],
  ['an emergency in quiet hours',                          { entry: emergency, quiet: true },                      'start'],
  ['quiet hours not known',                                { quiet: undefined },                                   'wait: no-settings'],
  ['too much for the rundown',                             { capBroken: 'rundown-cap' },                           'refuse: rundown-cap'],
  ['too much for the day',                                 { capBroken: 'day-cap' },                               'refuse: day-cap'],
  ['in quiet hours and too much: the hour is the reason',  { quiet: true, capBroken: 'day-cap' },                  'refuse: quiet-hours'],
  ['the least silence ends inside the limit',              { silentUntil: DUE + LIMIT },                           'start'],
  ['a timer that rang late is forgiven',                   { silentUntil: DUE + LIMIT + 250 },                     'start'],
  ['the least silence reaches beyond the limit',           { silentUntil: DUE + LIMIT + 251 },                     'wait: least-silence'],
  ['while an emergency holds the air',                     { emergencies: [{ emergencyId: 'e', startsAt: DUE, endsAt: DUE + 1 }] }, 'wait: emergency'],
  ['as an emergency ends',                                 { emergencies: [{ emergencyId: 'e', startsAt: 0, endsAt: DUE }] },   'start'],
  ['an emergency beside another',                          { entry: emergency, emergencies: [{ emergencyId: 'e', startsAt: 0, endsAt: DUE + 1 }] }, 'start'],
  ['an emergency after the lease',                         { entry: emergency, leaseUntil: DUE - 1 },              'start'],
  ['after the lease',                                      { leaseUntil: DUE - 1 },                                'wait: lease-ended'],
  ['its sound is not there',                               { soundsReady: false },                                 'wait: sound-not-ready'],
  ['the clock is unsure',                                  { clock: 'unsure' },                                    'wait: clock-unsure'],
  ['the clock is not attested',                            { clock: 'unattested' },                                'wait: clock-unattested'],
  ['an unsure clock cannot say yet that it is too late',   { clock: 'unsure', uncertaintyMs: 50, at: DUE + LIMIT + 50 }, 'wait: clock-unsure'],
  ['… until it is too late for certain',                   { clock: 'unsure', uncertaintyMs: 50, at: DUE + LIMIT + 51 }, 'miss: start-passed'],
  ['with an unsure clock nothing is refused for the hour', { clock: 'unsure', quiet: true },                       'wait: clock-unsure'],
];

describe('may a sound start?', () => {
  it.each(RULES)('%s', (_rule, change, verdict) => {
    expect(said(mayStart({ ...good, ...change }))).toBe(verdict);
  });
});
