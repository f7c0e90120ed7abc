// Personal links on their way in and out. A token goes out once, in the answer that made it.
import type { IssuedLink } from '#application';
import { z } from 'zod';
import { approval } from '../announcements/announcement-shapes';
import { booking, bookingPreview } from '../bookings/booking-shapes';
import { notForecast } from '../bookings/not-forecast';
import { instant, localDate } from '../http/instants';
import { listOf } from '../http/paging';
import { confirmationRequest } from '../rundowns/rundown-shapes';
import { password, pin } from '../sessions/person-shapes';

const id = z.string();
const answer = confirmationRequest.shape.answer;

const link = z.object({
  id,
  communeId: id,
  personId: id,
  purpose: z.enum(['approve', 'village']),
  subjectId: id.nullable().meta({ description: 'The booking to approve; null for a village link' }),
  issuedAt: instant,
  expiresAt: instant,
});

export const links = listOf(
  'LinkList',
  link
    .extend({
      issuedBy: id,
      usedAt: instant.nullable(),
      revokedAt: instant.nullable(),
      end: z
        .enum(['used', 'revoked', 'expired', 'wrong-tries'])
        .nullable()
        .meta({ description: 'Why it is no longer good; null: it is' }),
    })
    .meta({ id: 'ListedLink' }),
);

export const issuedLink = link
  .extend({
    token: z.string().meta({ description: 'Shown this once' }),
    pin: z.string().nullable().meta({
      description:
        'Made with the link because the person had none; shown this once, best told by voice. It opens the page of the village and signs nothing until its owner has set another. Null: the PIN from before holds',
    }),
    path: z.string().meta({ description: 'What to send to the person, after the address of this server' }),
  })
  .meta({ id: 'IssuedLink' });

export const approvalLinkRequest = z
  .strictObject({ personId: z.string().min(1).max(100).meta({ description: 'Who is to approve' }) })
  .meta({ id: 'ApprovalLinkRequest' });
export type ApprovalLinkRequest = z.output<typeof approvalLinkRequest>;

export const approvalOnPhone = z
  .object({
    person: z.string().meta({ description: 'Name of the person who approves' }),
    expiresAt: instant,
    asksFor: z.enum(['pin', 'password']),
    booking,
    preview: bookingPreview.nullable(),
    notForecast: notForecast.nullable(),
  })
  .meta({ id: 'ApprovalOnPhone' });

export const approvalByLink = z.union([approval.extend({ pin }), approval.extend({ password })]).meta({
  id: 'ApprovalByLink',
  description: 'The digest of what was seen and heard, and the PIN; the password of whoever has no PIN',
});
export type ApprovalByLinkBody = z.output<typeof approvalByLink>;

export const villageToday = z
  .object({
    name: z.string().meta({ description: 'Name of the village head' }),
    localDate,
    broadcasts: z.array(
      z
        .object({
          rundownId: id.meta({ description: 'By which it is confirmed, for all zones of the village' }),
          villageId: id,
          village: z.string(),
          slotKey: z.string(),
          slotName: z.string(),
          localDate,
          startsAt: instant,
          endsAt: instant,
          titles: z.array(z.string()),
          answer: answer.nullable().meta({ description: 'The own word; null: none yet' }),
          toConfirm: z.boolean(),
        })
        .meta({ id: 'VillageBroadcast' }),
    ),
  })
  .meta({ id: 'VillageToday' });

export const confirmationByLink = confirmationRequest
  .extend({ rundownId: z.string().min(1).max(100) })
  .meta({ id: 'ConfirmationByLink', examples: [{ rundownId: '0198…', answer: 'heard' }] });
export type ConfirmationByLink = z.output<typeof confirmationByLink>;

/** With the path that is sent to the person. */
export function presentIssued(link: IssuedLink) {
  return { ...link, path: `/l/${link.token}` };
}
