// One's own account: who am I, my API tokens.
import { SignIn } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation } from '../door/answers';
import { NeverReplayed } from '../door/idempotency';
import { CurrentActor, SignedIn } from '../door/route-policy';
import { issuedToken, me, tokenRequest, tokens, type TokenRequest } from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly signIn: SignIn) {}

  @Get()
  @Operation('getMe', 'Who is signed in, and what was granted')
  @Answers(me)
  whoAmI(@CurrentActor() actor: Actor) {
    return actor;
  }

  @Get('tokens')
  @Operation('listTokens', 'API tokens of one’s own')
  @Answers(tokens)
  async tokens(@CurrentActor() actor: Actor) {
    return { items: await this.signIn.tokensOf(actor) };
  }

  @Post('tokens')
  @NeverReplayed(true)
  @Operation('issueToken', 'Make an API token; its secret is shown this once')
  @Answers(issuedToken, 201)
  issue(@CurrentActor() actor: Actor, @Body({ schema: tokenRequest }) { name, lifeDays }: TokenRequest) {
    return this.signIn.issueToken(actor, name, lifeDays);
  }

  @Delete('tokens/:id')
  @Operation('revokeToken', 'End an API token of one’s own')
  @AnswersNothing()
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.signIn.revokeToken(actor, id);
  }
}
