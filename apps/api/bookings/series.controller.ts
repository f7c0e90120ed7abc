// Changing what was booked: the whole series, what follows from a day on, or one day of it.
import { BookingSeries, type BookingView, type SeriesScope } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { amendedBooking, bookingChange, changePreview, type BookingChangeBody } from './booking-shapes';
import { ConflictTexts } from './conflict-texts';
import { CONFLICTS, DAYS, PLACES, presentBooking } from './presented-booking';

@ApiTags('bookings')
@SignedIn()
@Controller('api/v1/bookings/:id')
export class SeriesController {
  constructor(
    private readonly series: BookingSeries,
    private readonly texts: ConflictTexts,
  ) {}

  @Post('check')
  @Unkeyed('asks, and changes nothing')
  @Operation(
    'checkChange',
    'What amending it so would do, held against everything but itself: starts, conflicts, ways out. Changes nothing',
  )
  @Answers(changePreview)
  @Refuses('not-found', 'not-allowed', 'wrong-state', 'slot-unknown', ...PLACES, ...DAYS)
  async check(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: bookingChange }) body: BookingChangeBody,
  ) {
    const { approval, ...preview } = await this.series.check(actor, id, scopeOf(body), body);
    const communeId = await this.series.communeOf(actor, id);
    return { ...(await this.texts.present(communeId, preview, language)), approval };
  }

  @Patch()
  @NeedsIfMatch()
  @Operation(
    'amendBooking',
    'Change all of it, what follows from a day on, or one day; what was approved otherwise needs a new approval',
  )
  @Answers(amendedBooking)
  @Refuses(
    'not-found',
    'not-allowed',
    'if-match-required',
    'edited-meanwhile',
    'wrong-state',
    'slot-unknown',
    ...PLACES,
    ...DAYS,
    ...CONFLICTS,
  )
  async amend(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: bookingChange }) body: BookingChangeBody,
  ) {
    const { successor, ...booking } = await this.series.amend(actor, id, revision, scopeOf(body), body);
    const present = (view: BookingView) => presentBooking(this.texts, view, language);
    return { ...(await present(booking)), successor: successor && (await present(successor)) };
  }
}

function scopeOf(body: BookingChangeBody): SeriesScope {
  return body.scope === 'all' ? { kind: 'all' } : { kind: body.scope, date: body.date };
}
