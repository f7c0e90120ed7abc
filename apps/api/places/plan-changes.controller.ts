// Who would be affected by a change of places or rules. Nothing is written.
import { PlanChanges, type ChangeInMind } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { changeInMind, planChange } from './plan-change-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1/communes/:id/consequences')
export class PlanChangesController {
  constructor(private readonly consequences: PlanChanges) {}

  @Post()
  @Unkeyed('asks, and changes nothing')
  @HttpCode(200)
  @Operation('foreseeChange', 'What approved bookings would lose, or begin at another time, if this were changed')
  @Answers(planChange)
  @Refuses('not-found', 'not-allowed')
  foresee(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: changeInMind }) change: ChangeInMind,
  ) {
    return this.consequences.of(actor, communeId, change);
  }
}
