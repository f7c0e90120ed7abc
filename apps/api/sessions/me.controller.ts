// One's own account: who am I, my password, my API tokens.
import { ApiTokens, Proofs, SignIn } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret, Unkeyed } from '../http/idempotency';
import { BeforeSecondFactor, CurrentActor, SignedIn } from '../http/route-policy';
import { callerOf, sessionSecretOf } from '../http/session-cookie';
import {
  issuedToken,
  me,
  meOf,
  passwordChange,
  proofRequest,
  tokenRequest,
  tokens,
  type PasswordChange,
  type ProofRequest,
  type TokenRequest,
} from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly apiTokens: ApiTokens,
    private readonly signIn: SignIn,
    private readonly proofs: Proofs,
  ) {}

  @Get()
  @BeforeSecondFactor(true)
  @Operation('getMe', 'Who is signed in, and what was granted')
  @Answers(me)
  whoAmI(@CurrentActor() actor: Actor) {
    return meOf(actor);
  }

  @Put('password')
  @Unkeyed('every session ends by it: nobody is left who could repeat it')
  @Operation('changePassword', 'Change one’s password by the one in use; every session ends, this one too')
  @AnswersNothing()
  @Refuses('needs-password', 'pin-wrong', 'password-easy', 'too-many-requests')
  changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: passwordChange }) { current, password }: PasswordChange,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.signIn.changePassword(actor, current, password, callerOf(request));
  }

  @Post('proof')
  @BeforeSecondFactor(true)
  @Unkeyed('proving it again only begins the time anew')
  @Operation(
    'renewProof',
    'Prove by the password, and a code of who has one, who one is, for what asks for a proof of the last 15 minutes',
  )
  @AnswersNothing()
  @Refuses('needs-password', 'pin-wrong', 'second-factor-needed', 'code-wrong', 'too-many-requests')
  renewProof(
    @CurrentActor() actor: Actor,
    @Body({ schema: proofRequest }) proof: ProofRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.proofs.renew(actor, sessionSecretOf(request) ?? '', proof, callerOf(request));
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
  @Refuses('needs-password', 'proof-too-old')
  issue(@CurrentActor() actor: Actor, @Body({ schema: tokenRequest }) wish: TokenRequest) {
    return this.apiTokens.issue(actor, wish);
  }

  @Delete('tokens/:id')
  @Operation('revokeToken', 'End an API token of one’s own')
  @AnswersNothing()
  @Refuses('needs-password', 'not-found')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.apiTokens.revoke(actor, id);
  }
}
