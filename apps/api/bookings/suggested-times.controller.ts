// The time that the desk suggests for an announcement which nobody has booked, and taking it.
import { SuggestedTimes } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { booking } from './booking-shapes';
import { ConflictTexts } from './conflict-texts';
import { CONFLICTS, presentBooking } from './presented-booking';
import { Answers, Operation, Refuses } from '../http/answers';
import { instant, localDateIn } from '../http/instants';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { approval } from '../announcements/announcement-shapes';

const timeSuggestion = z
  .object({
    slotId: z.string(),
    slotName: z.string(),
    localDate: z.string(),
    may: z
      .enum(['ok', 'not-allowed', 'approval-self'])
      .meta({ description: 'Whether you may take it, or why not; then it can be proposed' }),
    zoneIds: z.array(z.string()).meta({ description: 'Wherever its author may ask for it' }),
    times: z
      .array(z.object({ startsAt: instant, villages: z.array(z.string()) }))
      .meta({ description: 'Which villages would hear it when' }),
  })
  .meta({ id: 'TimeSuggestion' });

const suggested = z
  .object({
    suggestion: timeSuggestion
      .nullable()
      .meta({ description: 'Null: it has a booking, or no slot of the next days takes it' }),
  })
  .meta({ id: 'SuggestedTime' });

const taken = approval
  .extend({ slotId: z.string().min(1).max(100), localDate: localDateIn })
  .meta({ id: 'TakenTime', description: 'The digest of the content that was heard, and when it shall sound' });
type TakenTime = z.output<typeof taken>;

@ApiTags('announcements')
@SignedIn()
@Controller('api/v1/announcements/:id/suggested-time')
export class SuggestedTimesController {
  constructor(
    private readonly times: SuggestedTimes,
    private readonly texts: ConflictTexts,
  ) {}

  @Get()
  @Operation('suggestTime', 'The first slot that takes it wherever its author may ask for it. Changes nothing')
  @Answers(suggested)
  @Refuses('not-found')
  async suggest(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { suggestion: await this.times.suggest(actor, id) };
  }

  @Post()
  @Operation('takeSuggestedTime', 'Book it there in the name of its author, and approve content and booking in one act')
  @Answers(booking, 201)
  @Refuses(
    ...(['not-found', 'not-allowed', 'approval-self', 'approval-stale', 'announcement-not-submitted'] as const),
    ...(['wrong-state', 'slot-unknown', 'booking-no-controllers'] as const),
    ...CONFLICTS,
  )
  async take(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: taken }) { digest, ...time }: TakenTime,
  ) {
    return presentBooking(this.texts, await this.times.take(actor, id, digest, time), language);
  }
}
