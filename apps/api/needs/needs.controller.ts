// "Việc cần xử lý": what needs one now, and the word that a trouble was dealt with.
import { Needs, Troubles } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { needs, presentNeeds, settlement, settlementRequest, type SettlementRequest } from './need-shapes';

@ApiTags('board')
@SignedIn()
@Controller('api/v1')
export class NeedsController {
  constructor(
    private readonly needs: Needs,
    private readonly troubles: Troubles,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get('communes/:id/needs')
  @Operation(
    'getNeeds',
    'What needs me now: approvals, troubles, silent poles, and what is not ready for the next hours',
  )
  @Answers(needs)
  @Refuses('not-found')
  async now(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    const view = await this.needs.now(actor, communeId);
    // Nobody uploads to a demo what could hurt more than the demo.
    const isDemo = this.options.config.mode === 'demo';
    return presentNeeds(isDemo ? { ...view, openDecoding: [] } : view);
  }

  @Post('rundowns/:id/settlement')
  @Operation(
    'settleTrouble',
    'Say that the trouble of its village and slot was dealt with; what becomes known later opens it again',
  )
  @Answers(settlement, 201)
  @Refuses('not-found', 'not-allowed')
  settle(
    @CurrentActor() actor: Actor,
    @Param('id') rundownId: string,
    @Body({ schema: settlementRequest }) { note }: SettlementRequest,
  ) {
    return this.troubles.settle(actor, rundownId, note);
  }
}
