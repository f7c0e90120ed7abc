// Silent tests and their results on their way out.
import { SELF_TEST_CHECKS, SELF_TEST_STATES } from '#domain';
import { z } from 'zod';
import { instant, localDate, localDateIn } from '../http/instants';
import { listOf } from '../http/paging';

export const selfTest = z
  .object({
    id: z.string(),
    communeId: z.string(),
    localDate,
    orderedBy: z.string().nullable().meta({ description: 'Null: the night did' }),
    startedAt: instant,
    deadlineAt: instant.meta({ description: 'Who has not answered by then is `no-answer`' }),
    endedAt: instant.nullable(),
    results: z.array(
      z.object({
        controllerId: z.string(),
        controller: z.string(),
        zone: z.string(),
        state: z.enum(SELF_TEST_STATES),
        findings: z
          .record(z.enum(SELF_TEST_CHECKS), z.string())
          .nullable()
          .meta({ description: '`ok`, or the reason why not; null: no answer' }),
        answeredAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'SelfTest' });

export const selfTests = listOf('SelfTestList', selfTest);

export const selfTestQuery = z.strictObject({ date: localDateIn });
export type SelfTestQuery = z.output<typeof selfTestQuery>;
