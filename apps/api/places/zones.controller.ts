// Zones as the desk keeps them.
import { Zones } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { named, zone, type NamedBody } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class ZonesController {
  constructor(private readonly zones: Zones) {}

  @Post('villages/:id/zones')
  @Operation('createZone', 'Add a group of poles to a village')
  @Answers(zone, 201)
  @Refuses('not-found', 'not-allowed', 'name-taken')
  create(@CurrentActor() actor: Actor, @Param('id') villageId: string, @Body({ schema: named }) { name }: NamedBody) {
    return this.zones.create(actor, villageId, name);
  }

  @Patch('zones/:id')
  @NeedsIfMatch()
  @Operation('renameZone', 'Rename a zone')
  @Answers(zone)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile', 'name-taken')
  rename(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: named }) { name }: NamedBody,
  ) {
    return this.zones.rename(actor, id, revision, name);
  }

  @Delete('zones/:id')
  @Operation('retireZone', 'Take a zone out in which no pole stands and that no open booking names')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'place-in-use')
  retire(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.zones.retire(actor, id);
  }
}
