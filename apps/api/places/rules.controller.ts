// The rules of a commune's air: read by everybody there, changed by whoever may edit its places.
import { Rules } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../door/answers';
import { CurrentActor, SignedIn } from '../door/route-policy';
import { commune, village } from './place-shapes';
import {
  communeChange,
  rules,
  rulesChange,
  villageChange,
  type CommuneChangeBody,
  type RulesChangeBody,
  type VillageChangeBody,
} from './rules-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class RulesController {
  constructor(private readonly rules: Rules) {}

  @Get('communes/:id/rules')
  @Operation('getRules', 'How much may sound, how loud, and who may go on air alone')
  @Answers(rules)
  @Refuses('not-found')
  read(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.rules.rules(actor, communeId);
  }

  @Patch('communes/:id/rules')
  @Operation('changeRules', 'Change some of the rules; what is frozen or sounding keeps its place in the plan')
  @Answers(rules)
  @Refuses('not-found', 'not-allowed', 'announcement-not-approved')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: rulesChange }) change: RulesChangeBody,
  ) {
    return this.rules.changeRules(actor, communeId, change);
  }

  @Patch('communes/:id')
  @Operation('changeCommune', 'Change its quiet hours, who may approve, or whom villages ring up')
  @Answers(commune)
  @Refuses('not-found', 'not-allowed')
  changeCommune(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: communeChange }) change: CommuneChangeBody,
  ) {
    return this.rules.changeCommune(actor, communeId, change);
  }

  @Patch('villages/:id')
  @Operation('changeVillage', 'Change quiet hours and limits of one village')
  @Answers(village)
  @Refuses('not-found', 'not-allowed')
  changeVillage(
    @CurrentActor() actor: Actor,
    @Param('id') villageId: string,
    @Body({ schema: villageChange }) change: VillageChangeBody,
  ) {
    return this.rules.changeVillage(actor, villageId, change);
  }
}
