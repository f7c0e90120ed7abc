// What waits for an approval: one list for the leader's phone and the desk.
import { ApprovalCards, type ApprovalCard } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { presentAnnouncement } from '../announcements/announcement-shapes';
import { presentFailure } from '../bookings/not-forecast';
import { ConflictTexts } from '../bookings/conflict-texts';
import { presentBooking } from '../bookings/presented-booking';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { waitingApprovals } from './waiting-approval-shapes';

@ApiTags('bookings')
@SignedIn()
@Controller('api/v1/communes/:id/waiting-approvals')
export class WaitingApprovalsController {
  constructor(
    private readonly cards: ApprovalCards,
    private readonly texts: ConflictTexts,
  ) {}

  @Get()
  @Operation('listWaitingApprovals', 'What waits for an approval, with sounds, starts, conflicts and warnings')
  @Answers(waitingApprovals)
  @Refuses('not-found', 'not-allowed')
  async list(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') communeId: string) {
    const cards = await this.cards.list(actor, communeId);
    return { items: await Promise.all(cards.map((each) => this.present(each, language))) };
  }

  private async present({ booking, forecast, ...card }: ApprovalCard, language: Language) {
    return {
      ...card,
      announcement: presentAnnouncement(card.announcement, language),
      booking: booking && (await presentBooking(this.texts, booking, language)),
      notForecast: presentFailure(card.notForecast, language),
      forecast: booking && forecast && (await this.texts.present(booking.communeId, forecast, language)),
    };
  }
}
