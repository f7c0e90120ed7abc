// Reviews on their way in and out.
import { REVIEW_SUBJECTS, REVIEW_VERDICTS } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { pageOf } from '../http/paging';

const id = z.string();

export const review = z
  .object({
    id,
    communeId: id,
    subject: z.enum(REVIEW_SUBJECTS),
    subjectId: id,
    actedBy: id.meta({ description: 'Who put it on air alone, and may not sign' }),
    dueBy: instant,
    signedBy: id.nullable().meta({ description: 'Null: it still waits' }),
    signedAt: instant.nullable(),
    verdict: z.enum(REVIEW_VERDICTS).nullable(),
    note: z.string(),
  })
  .meta({ id: 'Review' });

const listedReview = review
  .extend({
    title: z.string(),
    announcementId: id,
    actedAt: instant.meta({ description: 'When it was put on air' }),
    actedByName: z.string(),
    signedByName: z.string().nullable(),
    reason: z.string().meta({ description: 'What that person wrote about it; empty when nothing was asked' }),
  })
  .meta({ id: 'ListedReview' });

export const reviews = pageOf('ReviewPage', listedReview);

export const reviewSignature = z
  .strictObject({ verdict: z.enum(REVIEW_VERDICTS), note: z.string().trim().max(2_000).default('') })
  .meta({ id: 'ReviewSignature', examples: [{ verdict: 'in_order', note: 'Nước dâng nhanh, phát kịp thời.' }] });
export type ReviewSignature = z.output<typeof reviewSignature>;
