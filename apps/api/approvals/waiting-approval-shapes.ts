// What waits for an approval on its way out.
import { z } from 'zod';
import { announcement } from '../announcements/announcement-shapes';
import { booking, bookingPreview } from '../bookings/booking-shapes';
import { notForecast } from '../bookings/not-forecast';
import { listOf } from '../http/paging';

const waitingApproval = z
  .object({
    id: z.string().meta({ description: 'Of the booking, or of the announcement when nobody booked it' }),
    announcement,
    booking: booking.nullable().meta({ description: 'Null: the content alone is to be approved' }),
    digest: z.string().nullable().meta({ description: 'What an approval must name; null while a sound is not ready' }),
    forecast: bookingPreview
      .omit({ alternatives: true })
      .nullable()
      .meta({ id: 'BookingForecast', description: 'Every start and every conflict as of now' }),
    notForecast: notForecast.nullable(),
    askedBy: z.string().meta({ description: 'Who handed it in, by name' }),
    villages: z.array(z.string()),
    verdict: z
      .enum(['ok', 'approval-self', 'not-allowed'])
      .meta({ description: 'Whether the one who asks may approve it, or the code of why not' }),
  })
  .meta({ id: 'WaitingApproval' });

export const waitingApprovals = listOf('WaitingApprovalList', waitingApproval);
