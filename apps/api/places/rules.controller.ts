// The rules of a commune's air: read by everybody there, changed by whoever may edit its places.
import { Rules } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { commune } from './place-shapes';
import {
  communeChange,
  rulesChange,
  standingRules,
  type CommuneChangeBody,
  type RulesChangeBody,
} from './rules-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class RulesController {
  constructor(private readonly rules: Rules) {}

  @Get('communes/:id/rules')
  @Operation('getRules', 'How much may sound, how loud, and who may go on air alone')
  @Answers(standingRules)
  @Refuses('not-found')
  read(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.rules.rules(actor, communeId);
  }

  @Patch('communes/:id/rules')
  @NeedsIfMatch()
  @Operation('changeRules', 'Change some of the rules; what is frozen or sounding keeps its place in the plan')
  @Answers(standingRules)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile', 'announcement-not-approved')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: rulesChange }) change: RulesChangeBody,
  ) {
    return this.rules.changeRules(actor, communeId, revision, change);
  }

  @Patch('communes/:id')
  @NeedsIfMatch()
  @Operation('changeCommune', 'Change its quiet hours, who may approve, or whom villages ring up')
  @Answers(commune)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile')
  changeCommune(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: communeChange }) change: CommuneChangeBody,
  ) {
    return this.rules.changeCommune(actor, communeId, revision, change);
  }
}
