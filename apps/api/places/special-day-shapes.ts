// Special days on their way in and out.
import { MAX_DATES } from '#domain';
import { z } from 'zod';
import { localDate, localDateIn, wallTime } from '../http/instants';
import { listOf } from '../http/paging';
import { dailyWindow } from './place-shapes';

const specialDay = z
  .object({
    id: z.string(),
    communeId: z.string(),
    date: localDate,
    name: z.string(),
    quietHours: z.array(dailyWindow).meta({ description: 'Silence that begins on that day, besides the usual one' }),
    seriesRest: z.boolean().meta({ description: 'Daily, weekly and monthly series pause on that day' }),
  })
  .meta({ id: 'SpecialDay' });

export const specialDays = listOf('SpecialDayList', specialDay);

export const specialDaysEntry = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    dates: z.array(localDateIn).min(1).max(MAX_DATES),
    quietHours: z
      .array(z.strictObject({ from: wallTime, to: wallTime }))
      .max(10)
      .default([]),
    seriesRest: z.boolean().default(false),
  })
  .meta({
    id: 'SpecialDaysEntry',
    description: 'One name on one or many dates. `to` at or before `from` is across midnight',
    examples: [{ name: 'Mùng một', dates: ['2027-02-06', '2027-03-08'], quietHours: [], seriesRest: false }],
  });
export type SpecialDaysBody = z.output<typeof specialDaysEntry>;
