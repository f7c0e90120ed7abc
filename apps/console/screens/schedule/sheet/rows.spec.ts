// Rows of the grid: zones that hear the same are one line, and no zone is lost.
import fc from 'fast-check';
import { rowsOf, type RowZone } from './rows';

const zone = (id: string): RowZone => ({ id, name: id, village: id, villageId: id, controllers: 1 });
const entry = (title: string, ...zoneIds: readonly string[]) => ({ title, air: zoneIds.map((zoneId) => ({ zoneId })) });

it('collapses zones with the same programme and keeps the one that hears more apart', () => {
  const rows = rowsOf(['a', 'b', 'c'].map(zone), [entry('Thời sự', 'a', 'b', 'c'), entry('Họp', 'b')]);
  expect(rows.map((row) => [row.zones.map(({ id }) => id), row.entries.map(({ title }) => title)])).toEqual([
    [['a', 'c'], ['Thời sự']],
    [['b'], ['Thời sự', 'Họp']],
  ]);
});

it('keeps zones with other hours of silence apart, and all of them where that is asked for', () => {
  const zones = ['a', 'b', 'c'].map(zone);
  expect(rowsOf(zones, [], false, ({ id }) => (id === 'b' ? 'funeral' : ''))).toHaveLength(2);
  expect(rowsOf(zones, [], true)).toHaveLength(3);
});

it('holds every zone once, with exactly what it hears, in the order of the zones', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const programme = fc.array(fc.subarray(ids), { maxLength: 8 });
  fc.assert(
    fc.property(programme, fc.boolean(), (soundings, apart) => {
      const entries = soundings.map((zoneIds, index) => entry(String(index), ...zoneIds));
      const rows = rowsOf(ids.map(zone), entries, apart);
      expect(rows.flatMap((row) => row.zones.map(({ id }) => id)).sort()).toEqual(ids);
      expect(rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key).sort());
      for (const row of rows)
        for (const { id } of row.zones)
          expect(row.entries).toEqual(entries.filter(({ air }) => air.some(({ zoneId }) => zoneId === id)));
    }),
  );
});
