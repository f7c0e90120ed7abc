// Complaints on their way in and out.
import { COMPLAINT_TOPICS, MAX_COMPLAINT_LETTERS } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { pageOf } from '../http/paging';

const id = z.string();

export const complaint = z
  .object({
    id,
    communeId: id,
    controllerId: id.meta({ description: 'The pole below which it was written' }),
    topic: z.enum(COMPLAINT_TOPICS),
    text: z.string(),
    at: instant,
    answer: z.string().nullable().meta({ description: 'Empty: closed without a word. Null: it still waits' }),
    closedBy: id.nullable(),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Complaint' });

export const complaints = pageOf('ComplaintPage', complaint);

export const complaintAnswer = z
  .strictObject({
    answer: z
      .string()
      .trim()
      .max(MAX_COMPLAINT_LETTERS)
      .default('')
      .meta({ description: 'What whoever complained reads at the pole; empty: nothing' }),
  })
  .meta({ id: 'ComplaintAnswer', examples: [{ answer: 'Đã vặn nhỏ loa từ sáng nay.' }] });
export type ComplaintAnswerBody = z.output<typeof complaintAnswer>;
