// "Diễn tập": checked, ordered, looked at, cancelled. Under an address of its own, beside everything that is real.
import { Drills } from '#application';
import type { Actor } from '#domain';
import { exerciseText, type Language } from '#words';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConflictTexts } from '../bookings/conflict-texts';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { drill, drillRequest, drills, drillScope, type DrillRequestBody } from './drill-shapes';

/** Refusals of a drill at any time. */
const REFUSED = [
  'not-found',
  'not-allowed',
  'booking-no-zones',
  'booking-no-controllers',
  'announcement-not-approved',
  'recording-not-ready',
  'drill-not-wrapped',
  'drill-too-far',
] as const;

@ApiTags('drills')
@SignedIn()
@Controller('api/v1')
export class DrillsController {
  constructor(
    private readonly drills: Drills,
    private readonly texts: ConflictTexts,
  ) {}

  @Post('communes/:id/drills/check')
  @Unkeyed('asks, and changes nothing')
  @Operation('checkDrill', 'Whom a drill would reach, and what stands in its way. Changes nothing')
  @Answers(drillScope)
  @Refuses(...REFUSED)
  async check(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: drillRequest }) request: DrillRequestBody,
  ) {
    const scope = await this.drills.check(actor, communeId, request);
    const conflicts = await this.texts.conflicts(communeId, scope.conflicts, language);
    return { ...scope, conflicts, notice: exerciseText(language, scope.title) };
  }

  @Post('communes/:id/drills')
  @Operation('orderDrill', 'Order a drill for a free time; it is wrapped in the words that say that it is one')
  @Answers(drill, 201)
  @Refuses(...REFUSED, 'drill-conflict')
  async order(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: drillRequest }) request: DrillRequestBody,
  ) {
    return marked(await this.drills.order(actor, communeId, request), language);
  }

  @Get('communes/:id/drills')
  @Operation('listDrills', 'Drills of a commune, newest first')
  @Answers(drills)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    const { items, nextCursor } = await this.drills.list(actor, communeId, query);
    return presentPage({ items: items.map((each) => marked(each, language)), nextCursor });
  }

  @Get('drills/:id')
  @Operation('getDrill', 'One drill with what became of it on every controller')
  @Answers(drill)
  @Refuses('not-found')
  async drill(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return marked(await this.drills.drill(actor, id), language);
  }

  @Delete('drills/:id')
  @Operation('cancelDrill', 'Take it back, also while it sounds')
  @Answers(drill)
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  async cancel(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return marked(await this.drills.cancel(actor, id), language);
  }
}

function marked<T extends { readonly title: string }>(drill: T, language: Language) {
  return { ...drill, exercise: true as const, notice: exerciseText(language, drill.title) };
}
