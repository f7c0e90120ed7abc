// Villages as the desk keeps them.
import { VillageEdits } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { village, villageChange, villageDraft, type VillageChangeBody, type VillageDraftBody } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class VillageEditsController {
  constructor(private readonly villages: VillageEdits) {}

  @Post('communes/:id/villages')
  @Operation('createVillage', 'Add a village')
  @Answers(village, 201)
  @Refuses('not-found', 'not-allowed', 'name-taken')
  create(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: villageDraft }) draft: VillageDraftBody,
  ) {
    return this.villages.create(actor, communeId, draft);
  }

  @Patch('villages/:id')
  @NeedsIfMatch()
  @Operation('changeVillage', 'Edit a village, also its own quiet hours and limits')
  @Answers(village)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile', 'name-taken')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: villageChange }) change: VillageChangeBody,
  ) {
    return this.villages.change(actor, id, revision, change);
  }

  @Delete('villages/:id')
  @Operation('retireVillage', 'Take a village out that has no zones and nobody who answers for it; its past stays')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'place-in-use')
  retire(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.villages.retire(actor, id);
  }
}
