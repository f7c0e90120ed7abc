// One's own second factor: turned on by a right code, codes for paper, turned off.
import { SecondFactors } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Header, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret, Unkeyed } from '../http/idempotency';
import { BeforeSecondFactor, CurrentActor, SignedIn } from '../http/route-policy';
import { callerOf, sessionSecretOf } from '../http/session-cookie';
import { codeRequest, factorSecret, recoveryCodes, secondFactorState, type CodeRequest } from './person-shapes';

@ApiTags('people')
@SignedIn()
@BeforeSecondFactor(true)
@Controller('api/v1/me/second-factor')
export class SecondFactorController {
  constructor(private readonly factors: SecondFactors) {}

  @Get()
  @Operation('getSecondFactor', 'Whether a code is asked of oneself, and how many recovery codes are left')
  @Answers(secondFactorState)
  @Refuses('needs-password')
  state(@CurrentActor() actor: Actor) {
    return this.factors.state(actor);
  }

  @Post()
  @Unkeyed('a secret that was not confirmed is replaced by the next one')
  @Header('Cache-Control', 'no-store')
  @Operation('beginSecondFactor', 'Make a secret for one’s phone; nothing is asked for until it is confirmed')
  @Answers(factorSecret, 201)
  @Refuses('needs-password', 'proof-too-old', 'wrong-state')
  begin(@CurrentActor() actor: Actor) {
    return this.factors.begin(actor);
  }

  @Post('confirmation')
  @Unkeyed('each code counts once; recovery codes whose answer was lost are made anew')
  @Header('Cache-Control', 'no-store')
  @Operation('confirmSecondFactor', 'Turn it on by a right code of the phone; other sessions end')
  @Answers(recoveryCodes, 201)
  @Refuses('needs-password', 'proof-too-old', 'wrong-state', 'code-wrong', 'too-many-requests')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: codeRequest }) { code }: CodeRequest,
    @Req() request: FastifyRequest,
  ) {
    return { codes: await this.factors.confirm(actor, code, sessionSecretOf(request) ?? '', callerOf(request)) };
  }

  @Post('recovery-codes')
  @AnswersSecret(true)
  @Header('Cache-Control', 'no-store')
  @Operation('renewRecoveryCodes', 'Ten other recovery codes; those from before are void')
  @Answers(recoveryCodes, 201)
  @Refuses('needs-password', 'proof-too-old', 'wrong-state')
  async renew(@CurrentActor() actor: Actor) {
    return { codes: await this.factors.renewRecoveryCodes(actor) };
  }

  @Delete()
  @Operation('turnOffSecondFactor', 'No code is asked of oneself any more')
  @AnswersNothing()
  @Refuses('needs-password', 'proof-too-old', 'wrong-state')
  turnOff(@CurrentActor() actor: Actor): Promise<void> {
    return this.factors.turnOff(actor);
  }
}
