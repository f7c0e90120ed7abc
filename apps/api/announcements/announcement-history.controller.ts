// Who did what with an announcement, and when.
import { AnnouncementHistory } from '#application';
import { EVENT_KINDS, type Actor } from '#domain';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, Operation, Refuses } from '../http/answers';
import { instant } from '../http/instants';
import { listOf } from '../http/paging';
import { CurrentActor, SignedIn } from '../http/route-policy';

const history = listOf(
  'AnnouncementHistory',
  z
    .object({
      at: instant,
      kind: z.enum(EVENT_KINDS),
      by: z.string().nullable().meta({ description: 'By name; null: nobody did it by hand' }),
      note: z.string(),
    })
    .meta({ id: 'HistoryLine' }),
);

@ApiTags('announcements')
@SignedIn()
@Controller('api/v1/announcements/:id/history')
export class AnnouncementHistoryController {
  constructor(private readonly history: AnnouncementHistory) {}

  @Get()
  @Operation('getAnnouncementHistory', 'Who handed it in, approved it or sent it back, oldest first; its bookings too')
  @Answers(history)
  @Refuses('not-found')
  async of(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { items: await this.history.of(actor, id) };
  }
}
