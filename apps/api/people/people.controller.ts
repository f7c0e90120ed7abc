// The people of a commune, as an administrator keeps them.
import { People, SecondFactors } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Header, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret } from '../http/idempotency';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  handOver,
  invitation,
  invited,
  people,
  person,
  personChange,
  saidCode,
  type HandOverBody,
  type InvitationBody,
  type PersonChangeBody,
} from './people-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly factors: SecondFactors,
  ) {}

  @Get('communes/:id/people')
  @Operation('listPeople', 'Everybody of the commune by name, with roles and when they were last here')
  @Answers(people)
  @Refuses('not-found', 'not-allowed')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.people.list(actor, communeId) };
  }

  @Post('communes/:id/people')
  @AnswersSecret(true)
  @Header('Cache-Control', 'no-store')
  @Operation('invitePerson', 'Add a person with a first role, and make the one-time code by which they set a password')
  @Answers(invited, 201)
  @Refuses('not-found', 'not-allowed', 'login-taken', 'own-account')
  invite(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: invitation }) asked: InvitationBody,
  ) {
    return this.people.invite(actor, communeId, asked);
  }

  @Patch('people/:id')
  @NeedsIfMatch()
  @Operation('changePerson', 'Edit name or login of a person')
  @Answers(person)
  @Refuses('not-found', 'not-allowed', 'if-match-required', 'edited-meanwhile', 'login-taken')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: personChange }) change: PersonChangeBody,
  ) {
    return this.people.change(actor, id, revision, change);
  }

  @Post('people/:id/codes')
  @AnswersSecret(true)
  @Header('Cache-Control', 'no-store')
  @Operation('issueSignInCode', 'A new one-time code; those from before are void')
  @Answers(saidCode, 201)
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  newCode(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.people.newCode(actor, id);
  }

  @Post('people/:id/sign-out')
  @Operation('signOutPerson', 'End every session of the person')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  signOut(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.people.signOutEverywhere(actor, id);
  }

  @Delete('people/:id/second-factor')
  @Operation(
    'resetSecondFactor',
    'Take the second factor from somebody who lost it; every session and token of theirs ends',
  )
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'own-account', 'wrong-state')
  resetSecondFactor(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.factors.reset(actor, id);
  }

  @Post('people/:id/block')
  @Operation('blockPerson', 'From now on the person may do nothing; roles rest')
  @Answers(person)
  @Refuses('not-found', 'not-allowed', 'own-account', 'last-admin', 'wrong-state')
  block(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.people.block(actor, id);
  }

  @Post('people/:id/unblock')
  @Operation('unblockPerson', 'The person may again what was granted')
  @Answers(person)
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  unblock(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.people.unblock(actor, id);
  }

  @Post('people/:id/hand-over')
  @Operation('handOverWork', 'Give the roles of a person who leaves to another, and block who leaves')
  @Answers(person)
  @Refuses('not-found', 'not-allowed', 'own-account', 'last-admin', 'wrong-state')
  handOver(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: handOver }) { toPersonId }: HandOverBody,
  ) {
    return this.people.handOver(actor, id, toPersonId);
  }
}
