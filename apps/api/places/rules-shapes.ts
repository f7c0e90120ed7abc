// The rules of a commune's air on their way in and out, each with the range in which it makes sense. A rule of the domain that has no place here
// does not compile.
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type BroadcastLimits,
  type CommuneRules,
  type KeepingRule,
  type VillageNoticeRule,
} from '#domain';
import { z } from 'zod';
import { wallTime } from '../http/instants';

/** A schema for every field of it, and for no other. */
type ShapeOf<Rule> = Readonly<Record<keyof Rule, z.ZodType>>;

const percent = z.int().min(1).max(100);
const window = { from: wallTime, to: wallTime };
const dailyWindow = z
  .strictObject(window)
  .meta({ description: 'Wall time; `to` at or before `from` reaches into the next day' });
const volumeBand = z.strictObject({ ...window, maxPercent: percent });

export const limits = z
  .strictObject({
    maxRundownMs: z
      .int()
      .min(MINUTE_MS)
      .max(6 * HOUR_MS)
      .meta({ description: 'Most sound of one rundown; opening and closing do not count' }),
    maxDayMs: z.int().min(MINUTE_MS).max(DAY_MS).meta({ description: 'Most sound of one zone on one local day' }),
    minGapMs: z
      .int()
      .min(0)
      .max(5 * MINUTE_MS)
      .meta({ description: 'Least silence between two entries' }),
    volumeBands: z.array(volumeBand).max(12).meta({ description: 'The loudest by hour; of two the quieter holds' }),
  } satisfies ShapeOf<BroadcastLimits>)
  .meta({ id: 'BroadcastLimits', description: 'How much may sound; emergencies are neither counted nor held back' });

const villageNotices = z.strictObject({
  allowed: z.boolean(),
  maxDurationMs: z
    .int()
    .min(10 * SECOND_MS)
    .max(10 * MINUTE_MS),
  windows: z.array(dailyWindow).max(8),
} satisfies ShapeOf<VillageNoticeRule>);

const drill = z.strictObject({
  openingAnnouncementId: z.string().min(1).max(100).nullable(),
  closingAnnouncementId: z.string().min(1).max(100).nullable(),
} satisfies ShapeOf<CommuneRules['drill']>);

const days = z.int().min(30).max(36_500);

const own = {
  emergencyVolumePercent: percent.meta({ description: 'Volume of an emergency, whatever the bands say' }),
  escalateAfterMs: z
    .int()
    .min(15 * MINUTE_MS)
    .max(7 * DAY_MS)
    .meta({ description: 'What waits longer for an approval is brought before everybody who may approve' }),
  selfTestAt: wallTime.nullable().meta({ description: 'Wall time of the nightly silent self-test; null: none' }),
  keeping: z.strictObject({ unusedDays: days, playedDays: days } satisfies ShapeOf<KeepingRule>).meta({
    description:
      'Days for which the bytes of recordings are kept: of those that never sounded, and after the last sound',
  }),
};

const secondFactorRequired = z.boolean().meta({
  description:
    'Whether leader, operator, administrator and technician must have a second factor: who has none may do nothing else. Changed by an administrator alone',
});

export const rules = z
  .object({
    limits,
    ...own,
    secondFactorRequired: secondFactorRequired.default(false),
    villageNotices: villageNotices.meta({ description: 'Short notices that a village head may put on air alone' }),
    drill: drill.meta({ description: 'Announcements that say before and after a drill that it is one' }),
  } satisfies ShapeOf<CommuneRules>)
  .meta({ id: 'CommuneRules' });

export const standingRules = rules
  .extend({ revision: z.int().meta({ description: 'Of the commune, rises with every edit of it; also the ETag' }) })
  .meta({ id: 'StandingRules' });

export const rulesChange = z
  .strictObject({
    limits: limits.partial(),
    ...own,
    secondFactorRequired,
    villageNotices: villageNotices.partial(),
    drill: drill.partial(),
  })
  .partial()
  .meta({ id: 'CommuneRulesChange', description: 'What is left out stays as it is' });
export type RulesChangeBody = z.output<typeof rulesChange>;

export const communeChange = z
  .strictObject({
    quietHours: z.array(dailyWindow).max(8),
    approverRule: z.enum(['leader', 'operator']),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 .]{5,19}$/)
      .nullable()
      .meta({
        description: 'Whom villages ring up; shown on every page of theirs. Null: nobody',
        example: '0214 3888 123',
      }),
  })
  .partial()
  .meta({ id: 'CommuneChange', description: 'What is left out stays as it is' });
export type CommuneChangeBody = z.output<typeof communeChange>;

export const villageLimits = limits
  .partial()
  .nullable()
  .meta({ description: 'On top of the commune’s; of two the strictest holds. Null: the commune’s alone' });
