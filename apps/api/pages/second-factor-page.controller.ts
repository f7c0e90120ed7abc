// The second factor as its owner keeps it, on a page that needs no script: a leader has a phone, and no desk.
import { Places, SecondFactors } from '#application';
import { Problem, type Actor } from '#domain';
import { newSecondFactorPage, recoveryCodesPage, secondFactorPage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersSecret, Unkeyed } from '../http/idempotency';
import { readerOf, sendPage } from '../http/page-reply';
import { PROBLEM_STATUS } from '../http/problem-status';
import { BeforeSecondFactor, CurrentActor, Page } from '../http/route-policy';
import { callerOf, sessionSecretOf } from '../http/session-cookie';
import { codeRequest, type CodeRequest } from '../sessions/person-shapes';
import { ProofForms } from './proof-forms';

@ApiExcludeController()
@Page()
@BeforeSecondFactor(true)
@Controller('second-factor')
export class SecondFactorPageController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly places: Places,
    private readonly proofForms: ProofForms,
  ) {}

  @Get()
  page(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(actor, request, reply);
  }

  @Post('begin')
  @Unkeyed('a secret that was not confirmed is replaced by the next one')
  begin(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.done(actor, request, reply, async (proven) =>
      newSecondFactorPage(readerOf(request), await this.factors.begin(proven)),
    );
  }

  @Post('confirm')
  @Unkeyed('each code counts once; recovery codes whose answer was lost are made anew')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: codeRequest.loose() }) { code }: CodeRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request);
    return this.done(actor, request, reply, async (proven) => {
      try {
        const caller = callerOf(request);
        const codes = await this.factors.confirm(proven, code, sessionSecretOf(request) ?? '', caller);
        return recoveryCodesPage(reader, codes);
      } catch (refusal) {
        if (!(refusal instanceof Problem && ['code-wrong', 'too-many-requests'].includes(refusal.code))) throw refusal;
        void reply.status(PROBLEM_STATUS[refusal.code]);
        const said = problemText(reader.language, refusal.code, refusal.values);
        return newSecondFactorPage(reader, await this.factors.begun(proven), said);
      }
    });
  }

  @Post('recovery-codes')
  @AnswersSecret(true)
  renew(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.done(actor, request, reply, async (proven) =>
      recoveryCodesPage(readerOf(request), await this.factors.renewRecoveryCodes(proven)),
    );
  }

  @Post('off')
  turnOff(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.done(actor, request, reply, async (proven) => {
      await this.factors.turnOff(proven);
      return undefined;
    });
  }

  /** Does what a form asks for, and shows what comes of it, or leads back to the page. */
  private async done(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    act: (proven: Actor) => Promise<string | undefined>,
  ): Promise<void> {
    let shown: string | undefined;
    try {
      shown = await act(await this.proofForms.proven(actor, request));
    } catch (refusal) {
      if (!(refusal instanceof Problem) || refusal.code === 'needs-password') throw refusal;
      if (this.proofForms.isAbout(refusal, request)) return this.proofForms.ask(actor, request, reply, refusal);
      return this.show(actor, request, reply, refusal);
    }
    if (shown === undefined) return void (await reply.redirect('/second-factor', 303));
    await sendPage(reply, readerOf(request), shown);
  }

  private async show(actor: Actor, request: FastifyRequest, reply: FastifyReply, refused?: Problem): Promise<void> {
    const preferences = readerOf(request);
    const state = await this.factors.state(actor);
    const { timeZone } = await this.places.commune(actor, actor.communeId);
    const refusal = refused && problemText(preferences.language, refused.code, refused.values);
    const isRequired = actor.lacksSecondFactor === true;
    const page = secondFactorPage({ preferences, ...state, timeZone, isRequired, refusal });
    await sendPage(refused ? reply.status(PROBLEM_STATUS[refused.code]) : reply, preferences, page);
  }
}
