// Bookings: previewed, proposed, approved, declined, cancelled.
import { Bookings, BookingPrecedence } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { NamedRevision, TakesIfMatch } from '../http/if-match';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  booking,
  bookingApproval,
  bookingPreview,
  bookingRequest,
  bookings,
  cancelledDay,
  precedenceRequest,
  reasonRequest,
  type BookingApproval,
  type BookingRequestBody,
  type CancelledDay,
  type PrecedenceRequest,
  type ReasonRequest,
} from './booking-shapes';
import { ConflictTexts } from './conflict-texts';
import { CONFLICTS, DAYS, presentBooking } from './presented-booking';

@ApiTags('bookings')
@SignedIn()
@Controller('api/v1')
export class BookingsController {
  constructor(
    private readonly bookings: Bookings,
    private readonly orders: BookingPrecedence,
    private readonly texts: ConflictTexts,
  ) {}

  @Post('communes/:id/bookings/check')
  @Unkeyed('asks, and changes nothing')
  @Operation(
    'checkBooking',
    'What saving it would do: every start, every conflict, ways out that were tried. Changes nothing',
  )
  @Answers(bookingPreview)
  @Refuses(
    ...(['not-found', 'not-allowed', 'booking-no-zones', 'booking-no-controllers', 'slot-unknown'] as const),
    'booking-duplicate',
  )
  async check(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: bookingRequest }) request: BookingRequestBody,
  ) {
    return this.texts.present(communeId, await this.bookings.check(actor, communeId, request), language);
  }

  @Post('communes/:id/bookings')
  @Operation('proposeBooking', 'Book an announcement; it holds its time until another person approves it')
  @Answers(booking, 201)
  @Refuses(
    ...(['not-found', 'not-allowed', 'announcement-not-submitted', 'booking-no-zones', 'slot-unknown'] as const),
    ...DAYS,
    ...(['booking-not-replaceable', 'booking-emergency', 'booking-duplicate'] as const),
    ...CONFLICTS,
  )
  async propose(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: bookingRequest }) request: BookingRequestBody,
  ) {
    return presentBooking(this.texts, await this.bookings.propose(actor, communeId, request), language);
  }

  @Get('communes/:id/bookings')
  @Operation('listBookings', 'Bookings of a commune, newest first')
  @Answers(bookings)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return presentPage(await this.bookings.list(actor, communeId, query));
  }

  @Get('bookings/:id')
  @Operation('getBooking', 'One booking with its announcement and the digest that an approval must name')
  @Answers(booking)
  @Refuses('not-found')
  async booking(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentBooking(this.texts, await this.bookings.booking(actor, id), language);
  }

  @Post('bookings/:id/approve')
  @Operation('approveBooking', 'Let it on air, and its announcement with it')
  @Answers(booking)
  @Refuses(
    ...(['not-found', 'not-allowed', 'approval-self', 'approval-stale', 'announcement-not-submitted'] as const),
    'booking-no-controllers',
    ...CONFLICTS,
  )
  async approve(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: bookingApproval }) { digest, order }: BookingApproval,
  ) {
    return presentBooking(this.texts, await this.bookings.approve(actor, id, digest, order), language);
  }

  @Post('bookings/:id/order')
  @Operation('orderBooking', 'Give it another place in its class; what is about to sound stays')
  @Answers(booking)
  @Refuses('not-found', 'not-allowed', 'wrong-state', 'booking-no-controllers', ...CONFLICTS)
  async order(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: precedenceRequest }) { precedence }: PrecedenceRequest,
  ) {
    await this.orders.reorder(actor, id, precedence);
    return presentBooking(this.texts, await this.bookings.booking(actor, id), language);
  }

  @Post('bookings/:id/decline')
  @TakesIfMatch()
  @Operation('declineBooking', 'Say no to a proposal')
  @Answers(booking)
  @Refuses('not-found', 'not-allowed', 'wrong-state', 'edited-meanwhile')
  async decline(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @NamedRevision() revision: number | undefined,
    @Body({ schema: reasonRequest }) { reason }: ReasonRequest,
  ) {
    return presentBooking(this.texts, await this.bookings.decline(actor, id, reason, revision), language);
  }

  @Post('bookings/:id/cancel')
  @TakesIfMatch()
  @Operation('cancelBooking', 'Take all of it off the air, also what is sounding now')
  @Answers(booking)
  @Refuses('not-found', 'not-allowed', 'wrong-state', 'edited-meanwhile')
  async cancel(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @NamedRevision() revision: number | undefined,
    @Body({ schema: reasonRequest }) { reason }: ReasonRequest,
  ) {
    return presentBooking(this.texts, await this.bookings.cancel(actor, id, reason, revision), language);
  }

  @Post('bookings/:id/cancelled-days')
  @TakesIfMatch()
  @Operation('cancelBookingDay', 'Take one day out of the series; editing the series never brings it back')
  @Answers(booking)
  @Refuses('not-found', 'not-allowed', 'wrong-state', 'edited-meanwhile')
  async cancelDay(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @NamedRevision() revision: number | undefined,
    @Body({ schema: cancelledDay }) { date, reason }: CancelledDay,
  ) {
    return presentBooking(this.texts, await this.bookings.cancelDay(actor, id, date, reason, revision), language);
  }
}
