// A PIN of one's own, set on the phone: asked for after signing in by password, since whoever came in by a PIN could be somebody else.
import { Places, Proofs } from '#application';
import { Problem, type Actor } from '#domain';
import { pinPage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unkeyed } from '../http/idempotency';
import { PROBLEM_STATUS } from '../http/problem-status';
import { CurrentActor, Page } from '../http/route-policy';
import { pinRequest, type PinRequest } from '../sessions/person-shapes';
import { readerOf, sendPage } from '../http/page-reply';
import { callerOf } from '../http/session-cookie';

@ApiExcludeController()
@Page()
@Controller('village/pin')
export class VillagePinController {
  constructor(
    private readonly proofs: Proofs,
    private readonly places: Places,
  ) {}

  @Get()
  page(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(actor, request, reply);
  }

  @Post()
  @Unkeyed('the same PIN set again is the same PIN')
  async set(
    @CurrentActor() actor: Actor,
    @Body({ schema: pinRequest }) { password, pin }: PinRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.proofs.setPin(actor, password, pin, callerOf(request));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      return this.show(actor, request, reply, refusal);
    }
    await reply.redirect('/village', 303);
  }

  private async show(actor: Actor, request: FastifyRequest, reply: FastifyReply, refused?: Problem): Promise<void> {
    const preferences = readerOf(request);
    const commune = await this.places.commune(actor, actor.communeId);
    const refusal = refused && problemText(preferences.language, refused.code, refused.values);
    const page = pinPage({ preferences, commune, strength: actor.strength, refusal });
    await sendPage(refused ? reply.status(PROBLEM_STATUS[refused.code]) : reply, preferences, page);
  }
}
