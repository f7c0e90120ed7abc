// One's own account: who am I, my password, my API tokens.
import { ApiTokens, SignIn } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret, Unkeyed } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { callerOf } from '../http/session-cookie';
import {
  issuedToken,
  me,
  passwordChange,
  tokenRequest,
  tokens,
  type PasswordChange,
  type TokenRequest,
} from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly apiTokens: ApiTokens,
    private readonly signIn: SignIn,
  ) {}

  @Get()
  @Operation('getMe', 'Who is signed in, and what was granted')
  @Answers(me)
  whoAmI(@CurrentActor() actor: Actor) {
    return actor;
  }

  @Put('password')
  @Unkeyed('every session ends by it: nobody is left who could repeat it')
  @Operation('changePassword', 'Change one’s password by the one in use; every session ends, this one too')
  @AnswersNothing()
  @Refuses('needs-password', 'pin-wrong', 'too-many-requests')
  changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: passwordChange }) { current, password }: PasswordChange,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.signIn.changePassword(actor, current, password, callerOf(request));
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
