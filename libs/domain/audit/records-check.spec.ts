// What the log says of a row is what the row has to be; what the log does not say is nobody's fault.
import { RecordsCheck, type KeptRecord } from './records-check';

const communeId = 'commune';
const at = 1;

function faults(events: readonly (readonly [kind: string, details: object])[], rows: readonly KeptRecord[]) {
  const check = new RecordsCheck((text) => text);
  for (const [place, [kind, details]] of events.entries()) {
    const told = { communeId, at, kind, actor: 'mai', subjectId: 'thing', details: JSON.stringify(details) };
    check.hear({ ...told, sequence: place + 1 });
  }
  for (const row of rows) check.compare(row);
  return check.end().map(({ kind, fault, fields }) => [kind, fault, ...fields].join(' '));
}

const commune = (rules: object): KeptRecord => ({
  communeId,
  kind: 'commune',
  row: { id: communeId, rules: JSON.stringify(rules) },
});
const rules = { limits: { maxDayMs: 5 }, windows: [{ from: '05:00' }] };

it.each([
  ['as it was said', rules, []],
  ['with what a later version added', { ...rules, limits: { maxDayMs: 5, other: 1 }, drill: null }, []],
  ['with another value', { ...rules, limits: { maxDayMs: 6 } }, ['commune otherwise rules']],
  ['without a value', { limits: {} }, ['commune otherwise rules']],
  ['with a longer list', { ...rules, windows: [{ from: '05:00' }, {}] }, ['commune otherwise rules']],
])('rules %s', (_, kept, expected) => {
  expect(faults([['commune.rules-changed', { before: {}, after: rules }]], [commune(kept)])).toEqual(expected);
});

it('a place that was there before its first event is known, and what it is now is what was said last', () => {
  const slot = (own: object): KeptRecord => ({
    communeId,
    kind: 'slot',
    row: { id: 'thing', retiredAt: null, ...own },
  });
  expect(faults([], [slot({ from: '05:00' })])).toEqual([]);
  const changed = ['slot.changed', { after: { from: '06:00' } }] as const;
  expect(faults([changed], [slot({ from: '05:00' })])).toEqual(['slot otherwise from']);
  expect(faults([changed, ['slot.retired', { after: null }]], [slot({ from: '06:00', retiredAt: at })])).toEqual([]);
});

it.each([
  ['a moment before its event', -20, []],
  ['a moment after it', 20, []],
  ['at another time', -60_000, ['person otherwise blockedAt']],
])('somebody blocked %s', (_, apartMs, expected) => {
  const person = { id: 'thing', name: 'Mai', login: 'mai', blockedAt: at + apartMs };
  const created = ['person.created', { name: 'Mai', login: 'mai', role: 'operator', villageId: null }] as const;
  const found = faults([created, ['person.blocked', {}]], [{ communeId, kind: 'person', row: person }]);
  expect(found.filter((each) => each.startsWith('person'))).toEqual(expected);
});

it('where the log says what the commune was founded with, every other place is unknown', () => {
  const slot = (id: string, own: object = {}): KeptRecord => ({
    communeId,
    kind: 'slot',
    row: { id, name: 'Sáng', from: '05:30', to: '06:30', retiredAt: null, ...own },
  });
  const { id, name, from, to } = { id: 'morning', name: 'Sáng', from: '05:30', to: '06:30' };
  const founded = [
    'commune.founded',
    { commune: {}, slots: [{ id, name, from, to }], villages: [], zones: [], controllers: [] },
  ] as const;
  expect(faults([], [slot('morning'), slot('forged')])).toEqual([]);
  const home = commune({});
  expect(faults([founded], [slot('morning'), slot('forged'), home])).toEqual(['slot unknown']);
  expect(faults([founded], [slot('morning', { retiredAt: 1 }), home])).toEqual(['slot otherwise retiredAt']);
});

it('a playback is what its box said of it last, by whatever name that was told', () => {
  const playback = (state: string, hasReceipt = 1): KeptRecord => ({
    communeId,
    kind: 'playback',
    row: { id: 'thing', airingId: 'a', controllerId: 'c', state, reason: null, hasReceipt },
  });
  const many = (state: string, deviceIds = ['box']) =>
    [
      'playback.changed',
      { changes: [{ state, reason: null, airingIds: ['a'], controllerIds: ['c'] }], deviceIds },
    ] as const;
  const alone = ['playback.after-cancel', { state: 'played', reason: null }] as const;
  expect(faults([many('playing'), many('played')], [playback('played')])).toEqual([]);
  expect(faults([many('playing'), alone], [playback('played')])).toEqual([]);
  expect(faults([alone, many('interrupted')], [playback('missed')])[0]).toContain('playback otherwise cameTo');
  expect(faults([many('played')], [playback('cancelled')])).toEqual(['playback otherwise cameTo']);
  expect(faults([many('played')], [playback('played', 0)])).toEqual(['playback otherwise receipt']);
  expect(faults([many('ready')], [playback('cancelled', 0)])).toEqual([]);
  expect(faults([], [playback('played', 0)])).toEqual(['playback otherwise cameToUnheard']);
  expect(faults([], [playback('played')])).toEqual([]);
});

it('what was taken away is missing, what was removed by an act is not, and what nobody made is unknown', () => {
  const set = ['emergency-template.set', { name: 'Lũ' }] as const;
  expect(faults([set], [])).toEqual(['emergency-template missing']);
  expect(faults([set, ['emergency-template.removed', {}]], [])).toEqual([]);
  expect(faults([], [{ communeId, kind: 'stop', row: { id: 'stop' } }])).toEqual(['stop unknown']);
});

it('a row of the log that is no JSON says nothing here: the chain tells of it', () => {
  const check = new RecordsCheck((text) => text);
  check.hear({ communeId, at, kind: 'stop.ordered', actor: 'mai', subjectId: 's', details: '{', sequence: 1 });
  expect(check.end()).toEqual([]);
});
