// What a village head does alone: a short notice for the own village, and the answer whether it was heard.
import { VillageQuestions, VillageNotices } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { booking } from '../bookings/booking-shapes';
import { presentBooking } from '../bookings/presented-booking';
import { ConflictTexts } from '../bookings/conflict-texts';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { questionQuery, questions, villageNotice, type QuestionQuery, type VillageNoticeBody } from './village-shapes';

@ApiTags('villages')
@SignedIn()
@Controller('api/v1')
export class VillagesController {
  constructor(
    private readonly notices: VillageNotices,
    private readonly questions: VillageQuestions,
    private readonly texts: ConflictTexts,
  ) {}

  @Post('villages/:id/notices')
  @Operation('airVillageNotice', "The village head's own notice, in the next free minute of the own village")
  @Answers(booking, 201)
  @Refuses(
    'not-found',
    'not-allowed',
    'village-notice-off',
    'village-notice-too-long',
    'village-notice-hours',
    'village-notice-duplicate',
    'recording-not-ready',
    'booking-no-controllers',
    'booking-no-free-minute',
  )
  async notice(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') villageId: string,
    @Body({ schema: villageNotice }) notice: VillageNoticeBody,
  ) {
    return presentBooking(this.texts, await this.notices.air(actor, villageId, notice), language);
  }

  @Get('villages/:id/questions')
  @Operation('listQuestions', 'What the village is asked about a day; today unless asked otherwise')
  @Answers(questions)
  @Refuses('not-found', 'not-allowed')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') villageId: string,
    @Query({ schema: questionQuery }) { date }: QuestionQuery,
  ) {
    return { items: await this.questions.ask(actor, villageId, date) };
  }
}
