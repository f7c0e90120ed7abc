// "Như hôm qua", "như tuần trước" (like yesterday, like last week): what sounded on one day is proposed for another.
import { BookingCopies } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, Operation, Refuses } from '../http/answers';
import { problemBody } from '../http/problem-answer';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { copiedDay, copyRequest, type CopyRequest } from './booking-shapes';
import { ConflictTexts } from './conflict-texts';
import { presentBooking } from './presented-booking';

@ApiTags('bookings')
@SignedIn()
@Controller('api/v1/communes/:id/booking-copies')
export class BookingCopiesController {
  constructor(
    private readonly copies: BookingCopies,
    private readonly texts: ConflictTexts,
  ) {}

  @Post()
  @Operation(
    'copyBookings',
    'Propose for a day what sounded the day before or a week before; what is booked already is not booked twice',
  )
  @Answers(copiedDay, 201)
  @Refuses('not-found', 'not-allowed')
  async copy(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Param('id') communeId: string,
    @Body({ schema: copyRequest }) { like, date }: CopyRequest,
  ) {
    const { proposed, refused } = await this.copies.copy(actor, communeId, like, date);
    return {
      proposed: await Promise.all(proposed.map((view) => presentBooking(this.texts, view, language))),
      refused: refused.map(({ problem, ...copy }) => ({ ...copy, problem: problemBody(problem, request, language) })),
    };
  }
}
