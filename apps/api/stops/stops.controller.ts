// "Dừng phát" (stop): a commune, villages or zones fall silent at once, until the stop is lifted.
import { Stops } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  muteRequest,
  publishedStop,
  stopOrders,
  stopRequest,
  type MuteRequestBody,
  type StopRequestBody,
} from './stop-shapes';

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class StopsController {
  constructor(private readonly stops: Stops) {}

  @Post('communes/:id/stops')
  @Operation('stopAir', 'Silence the commune, villages or zones at once, for a while')
  @Answers(publishedStop, 201)
  @Refuses('not-found', 'not-allowed', 'booking-no-zones')
  stop(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: stopRequest }) request: StopRequestBody,
  ) {
    // Left out beside villages means none of its own; the whole commune must be said.
    const { zoneIds = [] } = request;
    return this.stops.stop(actor, communeId, { ...request, zoneIds });
  }

  @Post('villages/:id/mute')
  @Operation('muteVillage', 'Silence the own village for ten minutes; an emergency sounds all the same')
  @Answers(publishedStop, 201)
  @Refuses('not-found', 'not-allowed', 'booking-no-zones', 'village-muted')
  mute(
    @CurrentActor() actor: Actor,
    @Param('id') villageId: string,
    @Body({ schema: muteRequest }) { reason }: MuteRequestBody,
  ) {
    return this.stops.mute(actor, villageId, reason);
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
