// Whatever was made of quiet hours and limits behind our back: nothing becomes louder, and each altered row is named. What was never told is used as
// it is.
import { aCommune, aVillage } from '../../../test/support/factories';
import type { Commune, Village } from '../places/places';
import { DEFAULT_RULES } from '../places/rules';
import type { DomainEvent } from './events';
import { communeAsTold, specialDaysAsTold, villageAsTold } from './quieter-of-both';
import { ToldRows } from './told-rows';

const night = { from: '21:00', to: '05:00' };
const noon = { from: '12:00', to: '13:00' };
const { limits } = DEFAULT_RULES;
const commune = aCommune({ quietHours: [night] });
const village = aVillage({ communeId: commune.id });

function told(...events: readonly (readonly [kind: string, subjectId: string, details: object])[]): ToldRows {
  const rows = new ToldRows();
  for (const [kind, subjectId, details] of events)
    rows.hear({ kind, subjectId, communeId: commune.id, at: 1, actor: 'mai', details } as unknown as DomainEvent);
  return rows;
}

const changed = (hours: Commune['quietHours']) =>
  ['commune.changed', commune.id, { after: { quietHours: hours } }] as const;

it.each([
  ['taken away', [], [night]],
  ['moved', [noon], [night, noon]],
  ['added to', [night, noon], [night, noon]],
])('quiet hours of the commune that were %s', (_, kept, expected) => {
  const { usable, altered } = communeAsTold({ ...commune, quietHours: kept }, told(changed([night])));
  expect(usable.quietHours).toEqual(expected);
  expect(altered).toMatchObject([{ kind: 'commune', id: commune.id, name: commune.name }]);
});

it('limits that were widened hold as they were told, and those that were narrowed as they are', () => {
  const rules = { ...DEFAULT_RULES, limits: { ...limits, maxDayMs: limits.maxDayMs * 2, maxRundownMs: 1 } };
  const rows = told(['commune.rules-changed', commune.id, { after: DEFAULT_RULES }]);
  const { usable, altered } = communeAsTold({ ...commune, rules }, rows);
  expect(usable.rules.limits).toMatchObject({ maxDayMs: limits.maxDayMs, maxRundownMs: 1 });
  expect(altered).toHaveLength(1);
});

it.each<readonly [string, Partial<Village>, Partial<Village>, Partial<Village>]>([
  ['of its own taken away', { quietHours: [noon] }, { quietHours: null }, { quietHours: [noon, night] }],
  ['none at all', { quietHours: null }, { quietHours: [] }, { quietHours: [night] }],
  [
    'without its limits',
    { limits: { maxDayMs: 5 } },
    { limits: null },
    { limits: expect.objectContaining({ maxDayMs: 5 }) as object },
  ],
])('a village with hours or limits changed: %s', (_, said, kept, expected) => {
  const rows = told(['village.changed', village.id, { after: said }]);
  const { usable, altered } = villageAsTold({ ...village, ...kept }, commune, rows);
  expect(usable).toMatchObject(expected);
  expect(altered).toMatchObject([{ kind: 'village', id: village.id }]);
});

it('a special day that was taken out, loosened or put in keeps or adds its silence', () => {
  const entered = { name: 'Giỗ Tổ', dates: ['2026-04-26', '2026-04-27'], quietHours: [noon], seriesRest: true };
  const rows = told(['commune.special-days-entered', commune.id, entered]);
  const day = { id: 'd', communeId: commune.id, name: 'Giỗ Tổ', date: '2026-04-26', quietHours: [], seriesRest: false };
  const forged = { ...day, id: 'e', name: 'Tết', quietHours: [night] };
  const { usable, altered } = specialDaysAsTold(commune.id, [day, forged], rows);
  expect(usable.map(({ date, name, quietHours, seriesRest }) => [date, name, quietHours, seriesRest])).toEqual([
    ['2026-04-26', 'Giỗ Tổ', [noon], true],
    ['2026-04-26', 'Tết', [night], false],
    ['2026-04-27', 'Giỗ Tổ', [noon], true],
  ]);
  expect(altered).toHaveLength(3);
});

it('what is as it was told, and what was never told, is used as it is', () => {
  const rows = told(changed([night]), ['village.changed', village.id, { after: { name: 'Bản' } }]);
  expect(communeAsTold(commune, rows)).toEqual({ usable: commune, altered: [] });
  expect(villageAsTold({ ...village, quietHours: [] }, commune, rows).altered).toEqual([]);
  expect(communeAsTold({ ...commune, quietHours: [] }, told()).altered).toEqual([]);
});
