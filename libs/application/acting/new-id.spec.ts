// Ids sort by the time they were made, however many are made while the clock stands still.
import { newId } from './new-id';

const NOW = Date.parse('2026-03-01T05:00:00.123Z');

describe('newId', () => {
  it('is a version 7 UUID that carries its instant', () => {
    const id = newId(NOW);

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(NOW);
  });

  it('rises within one millisecond, 50,000 times', () => {
    const ids = Array.from({ length: 50_000 }, () => newId(NOW));

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sorts by time across milliseconds', () => {
    const ids = Array.from({ length: 1_000 }, (_, place) => newId(NOW + place));

    expect([...ids].sort()).toEqual(ids);
  });

  it('carries the time it is given even when that goes back', () => {
    const later = newId(NOW + 1_000);

    expect(newId(NOW) < later).toBe(true);
  });
});
