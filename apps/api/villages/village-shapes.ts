// What a village head says and is asked, on its way in and out.
import { z } from 'zod';
import { instant, localDate, localDateIn } from '../http/instants';
import { duplicateOk } from '../http/meant-twice';
import { listOf } from '../http/paging';
import { confirmation } from '../rundowns/rundown-shapes';

const givenId = z.string().min(1).max(100);

export const villageNotice = z
  .strictObject({
    recordingId: givenId,
    title: z.string().trim().min(1).max(200),
    script: z.string().trim().max(20_000).default(''),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .meta({ description: 'BCP 47' }),
    duplicateOk: duplicateOk('the same recording was aired in the village a moment ago'),
  })
  .meta({
    id: 'VillageNotice',
    examples: [{ recordingId: '0198…', title: 'Họp bản tối nay', script: 'Mời bà con…', language: 'vi' }],
  });
export type VillageNoticeBody = z.output<typeof villageNotice>;

export const questionQuery = z.strictObject({ date: localDateIn.optional() });
export type QuestionQuery = z.output<typeof questionQuery>;

const question = z
  .object({
    villageId: z.string(),
    slotKey: z.string(),
    slotName: z.string(),
    localDate,
    rundownId: z.string().meta({ description: 'Answer with POST /rundowns/{id}/confirmations' }),
    airingId: z.string().nullable().meta({ description: 'Null: the whole rundown' }),
    titles: z.array(z.string()),
    doubts: z.array(z.enum(['missed', 'interrupted', 'unconfirmed', 'after-cancel'])),
    endsAt: instant,
    answerUntil: instant,
    answers: z.array(confirmation),
  })
  .meta({
    id: 'Question',
    description: 'One for each rundown and village, and one for each item whose evidence is in doubt',
  });

export const questions = listOf('QuestionList', question);
