// The disk that fills at the pace of its last weeks.
import { DAY_MS } from '../calendar/time';
import { diskFullAt, type DiskReading } from './disk-forecast';

const GIB = 1024 ** 3;
const daily = (days: number, freeAt: (day: number) => number): DiskReading[] =>
  Array.from({ length: days }, (_, day) => ({ at: day * DAY_MS, freeBytes: freeAt(day) * GIB }));

it.each([
  ['a gigabyte a day', daily(21, (day) => 60 - day), 20, 59],
  ['at an odd pace', daily(21, (day) => 60 - day / 3), 20, 177],
  ['one day on which much was there and went again', daily(21, (day) => (day === 10 ? 5 : 60 - day)), 20, 59],
  ['nothing comes', daily(21, () => 60), 20, null],
  ['it empties', daily(21, (day) => 60 + day), 20, null],
  ['six days are no habit', daily(7, (day) => 60 - day), 6, null],
  ['what was before a month does not count', daily(61, (day) => (day < 30 ? 90 - day : 60)), 60, null],
  ['it is full', daily(21, (day) => 20.5 - day), 20, 20],
  ['nothing is known', [], 20, null],
])('%s', (_, readings, today, fullOn) => {
  const fullAt = diskFullAt(readings, GIB, today * DAY_MS);
  expect(fullAt === null || Number.isInteger(fullAt)).toBe(true);
  expect(fullAt === null ? null : Math.round(fullAt / DAY_MS)).toBe(fullOn);
});
