// Communes and what stands in them.
import { Places } from '#application';
import type { Actor } from '#domain';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { commune, communes, controllers, slots, villages, zones } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1/communes')
export class PlacesController {
  constructor(private readonly places: Places) {}

  @Get()
  @Operation('listCommunes', 'The communes in which one was granted anything')
  @Answers(communes)
  async communes(@CurrentActor() actor: Actor) {
    return { items: await this.places.communes(actor) };
  }

  @Get(':id')
  @Operation('getCommune', 'One commune')
  @Answers(commune)
  @Refuses('not-found')
  commune(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.places.commune(actor, id);
  }

  @Get(':id/villages')
  @Operation('listVillages', 'Its villages')
  @Answers(villages)
  @Refuses('not-found')
  async villages(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { items: await this.places.villages(actor, id) };
  }

  @Get(':id/zones')
  @Operation('listZones', 'Its zones; each belongs to one village')
  @Answers(zones)
  @Refuses('not-found')
  async zones(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { items: await this.places.zones(actor, id) };
  }

  @Get(':id/controllers')
  @Operation('listControllers', 'Its poles, each with the box that serves it')
  @Answers(controllers)
  @Refuses('not-found')
  async controllers(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { items: await this.places.controllers(actor, id) };
  }

  @Get(':id/slots')
  @Operation('listSlots', 'Its time slots')
  @Answers(slots)
  @Refuses('not-found')
  async slots(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return { items: await this.places.slots(actor, id) };
  }
}
