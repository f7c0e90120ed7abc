// The report of a month on its way out.
import { CONFIRMATION_ANSWERS } from '#domain';
import { LANGUAGES } from '#words';
import { z } from 'zod';
import { instant, localDate } from '../http/instants';
import { commune, village } from '../places/place-shapes';
import { REPORT_TABLES } from './report-tables';

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
  .meta({ example: '2026-11', description: 'By the calendar of the commune' });

export const reportPath = z.object({ id: z.string().max(100), month });
export type ReportPath = z.output<typeof reportPath>;

export const csvQuery = z.strictObject({
  lang: z.enum(LANGUAGES).optional().meta({ description: 'Instead of `Accept-Language`' }),
  table: z.enum(REPORT_TABLES).default('villages').meta({ description: 'One row for each village, day or trouble' }),
});
export type CsvQuery = z.output<typeof csvQuery>;

export const reportMonths = z
  .object({ first: month, last: month, usual: month.meta({ description: 'The last full month, or this one' }) })
  .meta({ id: 'ReportMonths' });

const tally = {
  due: z.int().meta({ description: 'Items that were due, counted on each loudspeaker' }),
  played: z.int(),
  interrupted: z.int(),
  missed: z.int().meta({ description: 'The device says that it did not play' }),
  unconfirmed: z.int().meta({ description: 'Nothing was heard of it' }),
  begun: z.int(),
  onTime: z.int().meta({ description: 'Of those that began, how many no later than five seconds' }),
  afterCancel: z.int().meta({ description: 'Heard although it had been cancelled; not among those due' }),
};

const spoken = {
  soundedMs: z.number().meta({ description: 'In which at least one loudspeaker of a village was heard' }),
  languages: z.array(z.object({ language: z.string(), soundedMs: z.number() })),
};

const hearing = z
  .object({
    asked: z.int().meta({ description: 'Broadcasts to which a village could answer' }),
    answered: z.int(),
    answers: z.object(Object.fromEntries(CONFIRMATION_ANSWERS.map((answer) => [answer, z.int()]))),
  })
  .meta({ id: 'Hearing' });

const tallyShape = z.object(tally).meta({ id: 'AirTally' });

const reasonCount = z.object({ state: z.string(), reason: z.string().nullable(), count: z.int() });

export const monthReport = z
  .object({
    commune,
    month,
    madeAt: instant,
    isFinal: z.boolean().meta({ description: 'The month is over and every playback is accounted for' }),
    ...spoken,
    tally: tallyShape,
    hearing,
    villages: z.array(z.object({ village, ...spoken, tally: tallyShape, hearing }).meta({ id: 'VillageMonth' })),
    days: z.array(z.object({ localDate, ...tally }).meta({ id: 'DayTally' })),
    reasons: z.array(reasonCount),
    leftOut: z.array(reasonCount).meta({ description: 'Items that the planner could give no air' }),
    troubles: z.array(
      z
        .object({
          localDate,
          slotName: z.string(),
          villageId: z.string(),
          state: z.enum(['played', 'interrupted', 'missed', 'refused', 'unconfirmed']),
          reason: z.string().nullable(),
          titles: z.array(z.string()),
          controllers: z.int(),
        })
        .meta({ id: 'MonthTrouble' }),
    ),
    happenings: z.object({
      emergencies: z.int(),
      drills: z.int(),
      stops: z.int(),
      retractions: z.int(),
      complaints: z.int(),
    }),
  })
  .meta({ id: 'MonthReport', description: 'From evidence only: minutes are those that devices signed for' });
