// One's own account: who am I, my API tokens.
import { ApiTokens } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { issuedToken, me, tokenRequest, tokens, type TokenRequest } from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly apiTokens: ApiTokens) {}

  @Get()
  @Operation('getMe', 'Who is signed in, and what was granted')
  @Answers(me)
  whoAmI(@CurrentActor() actor: Actor) {
    return actor;
  }

  @Get('tokens')
  @Operation('listTokens', 'API tokens of one’s own')
  @Answers(tokens)
  @Refuses('needs-password')
  async tokens(@CurrentActor() actor: Actor) {
    return { items: await this.apiTokens.list(actor) };
  }

  @Post('tokens')
  @AnswersSecret(true)
  @Operation('issueToken', 'Make an API token, in a session by password; its secret is shown this once')
  @Answers(issuedToken, 201)
  @Refuses('needs-password')
  issue(@CurrentActor() actor: Actor, @Body({ schema: tokenRequest }) { name, lifeDays }: TokenRequest) {
    return this.apiTokens.issue(actor, name, lifeDays);
  }

  @Delete('tokens/:id')
  @Operation('revokeToken', 'End an API token of one’s own')
  @AnswersNothing()
  @Refuses('needs-password', 'not-found')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.apiTokens.revoke(actor, id);
  }
}
