// "Đính chính" and "phát lại": what was wrong is taken back and corrected where it sounded; what was not heard is sent again only there.
import { Resends, Retractions } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { booking } from '../bookings/booking-shapes';
import { CONFLICTS, presentBooking } from '../bookings/presented-booking';
import { ConflictTexts } from '../bookings/conflict-texts';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  correctionRequest,
  resendRequest,
  retraction,
  retractionOrdered,
  retractionRequest,
  retractionScope,
  retractions,
  type CorrectionRequest,
  type ResendRequestBody,
  type RetractionRequestBody,
} from './retraction-shapes';

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class RetractionsController {
  constructor(
    private readonly retractions: Retractions,
    private readonly resends: Resends,
    private readonly texts: ConflictTexts,
  ) {}

  @Post('communes/:id/retractions/check')
  @Unkeyed('asks, and changes nothing')
  @Operation('checkRetraction', 'Where it sounded or may have, what would fall silent, what would end. Changes nothing')
  @Answers(retractionScope)
  @Refuses('not-found', 'not-allowed')
  check(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: retractionRequest }) request: RetractionRequestBody,
  ) {
    return this.retractions.check(actor, communeId, request);
  }

  @Post('communes/:id/retractions')
  @Operation('retract', 'Silence an item at once, cancel it, and propose its correction exactly where it sounded')
  @Answers(retractionOrdered, 201)
  @Refuses('not-found', 'not-allowed')
  retract(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: retractionRequest }) request: RetractionRequestBody,
  ) {
    return this.retractions.order(actor, communeId, request);
  }

  @Get('communes/:id/retractions')
  @Operation('listRetractions', 'Retractions of a commune, newest first')
  @Answers(retractions)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return presentPage(await this.retractions.list(actor, communeId, query));
  }

  @Get('retractions/:id')
  @Operation(
    'getRetraction',
    'Pole by pole: what it played, whether it was silenced, whether the correction sounded there',
  )
  @Answers(retraction)
  @Refuses('not-found')
  retraction(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.retractions.retraction(actor, id);
  }

  @Post('retractions/:id/corrections')
  @Operation('proposeCorrection', 'Propose a correction for every pole that played it and has none yet')
  @Answers(booking, 201)
  @Refuses(
    'not-found',
    'not-allowed',
    'retraction-nothing-aired',
    'retraction-covered',
    'correction-too-light',
    'announcement-not-submitted',
    ...CONFLICTS,
  )
  async correct(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: correctionRequest }) { announcementId }: CorrectionRequest,
  ) {
    return presentBooking(this.texts, await this.retractions.correct(actor, id, announcementId), language);
  }

  @Post('bookings/:id/resends')
  @Operation('resendBooking', 'Propose one day of it again, only where it was not played or not heard')
  @Answers(booking, 201)
  @Refuses(
    'not-found',
    'not-allowed',
    'resend-nothing-to-do',
    'announcement-not-approved',
    'slot-unknown',
    ...CONFLICTS,
  )
  async resend(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: resendRequest }) request: ResendRequestBody,
  ) {
    return presentBooking(this.texts, await this.resends.propose(actor, id, request), language);
  }
}
