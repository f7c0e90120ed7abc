import { merged, type KnownPoles, type Pole } from './known-poles';

const pole = (id: string, villageId: string, name = id) => ({ id, villageId, name }) as Pole;
const row = (villageId: string, well: number) => ({ villageId, poles: 2, well }) as KnownPoles['villages'][number];

function known(own: Partial<KnownPoles>): KnownPoles {
  const tally = { total: 100, well: 100, troubles: [] };
  return { now: '2026-11-23T01:00:00.000Z', tally, outages: [], muted: [], villages: [], items: [], ...own };
}

const BEFORE = known({ villages: [row('a', 2), row('b', 2)], items: [pole('a1', 'a'), pole('a2', 'a')] });

it('what changed is put in its place; of a village that is not opened only the row', () => {
  const fresh = known({ villages: [row('b', 1)], items: [pole('a2', 'a', 'new name'), pole('b1', 'b')] });
  expect(merged(BEFORE, fresh)).toMatchObject({
    villages: [row('a', 2), row('b', 1)],
    items: [pole('a1', 'a'), pole('a2', 'a', 'new name')],
  });
});

it('the poles of a village that is opened are added', () => {
  const fresh = known({ items: [pole('b1', 'b'), pole('b2', 'b')] });
  expect(merged(BEFORE, fresh, true).items.map(({ id }) => id)).toEqual(['a1', 'a2', 'b1', 'b2']);
});

it('an answer that was overtaken by a later one changes nothing, and only adds what was not known', () => {
  const late = known({ now: '2026-11-23T00:59:59.000Z', villages: [row('a', 1)], items: [pole('a1', 'a', 'old')] });
  expect(merged(BEFORE, late)).toEqual(BEFORE);
  expect(merged(BEFORE, { ...late, items: [pole('b1', 'b')] }, true).items).toContainEqual(pole('b1', 'b'));
});
