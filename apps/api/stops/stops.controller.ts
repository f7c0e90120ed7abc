// "Dừng phát": silence at once.
import { Stops } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../door/answers';
import { CurrentActor, SignedIn } from '../door/route-policy';
import { publishedStop, stopOrders, stopRequest, type StopRequestBody } from './stop-shapes';

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class StopsController {
  constructor(private readonly stops: Stops) {}

  @Post('communes/:id/stops')
  @Operation('stopAir', 'Silence the commune or some zones at once, for a while')
  @Answers(publishedStop, 201)
  @Refuses('not-found', 'not-allowed')
  stop(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: stopRequest }) request: StopRequestBody,
  ) {
    return this.stops.stop(actor, communeId, request);
  }

  @Get('communes/:id/stops')
  @Operation('listStops', 'Orders in force')
  @Answers(stopOrders)
  @Refuses('not-found')
  async inForce(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.stops.inForce(actor, communeId) };
  }

  @Post('stops/:id/lift')
  @Operation('liftStop', 'End a stop before its time')
  @Answers(publishedStop)
  @Refuses('not-found', 'not-allowed')
  lift(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.stops.lift(actor, id);
  }
}
