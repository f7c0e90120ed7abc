// How a village head comes in from the poster at the culture house: by name and PIN; and the poster itself.
import { Clock, Places, SignIn, VillageDays, type OpenedSession } from '#application';
import { Problem, type Actor } from '#domain';
import { pinSignInPage, villagePosterPage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Unkeyed } from '../http/idempotency';
import { PROBLEM_STATUS } from '../http/problem-status';
import { CurrentActor, Page, Public } from '../http/route-policy';
import { callerOf, setSessionCookies } from '../http/session-cookie';
import { pinSignInRequest, type PinSignInRequest } from '../sessions/person-shapes';
import { readerOf, sendPage } from '../http/page-reply';

const posterQuery = z.object({ village: z.string().min(1).max(100).optional() });
type PosterQuery = z.output<typeof posterQuery>;

/** Before anybody is signed in, no commune is shown. */
const NO_COMMUNE = { name: '', phone: null, timeZone: '' };

@ApiExcludeController()
@Public()
@Controller('village')
export class VillageSignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly villages: VillageDays,
    private readonly places: Places,
    private readonly clock: Clock,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get('sign-in')
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const preferences = readerOf(request);
    return sendPage(reply, preferences, pinSignInPage({ preferences, commune: NO_COMMUNE }));
  }

  @Post('sign-in')
  @Unkeyed('signing in again opens another session')
  async enter(
    @Body({ schema: pinSignInRequest }) { login, pin }: PinSignInRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    let opened: OpenedSession;
    try {
      opened = await this.signIn.signInByPin(login, pin, callerOf(request));
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      const preferences = readerOf(request);
      const refusal = problemText(preferences.language, refused.code, refused.values);
      const page = pinSignInPage({ preferences, commune: NO_COMMUNE, refusal });
      return sendPage(reply.status(PROBLEM_STATUS[refused.code]), preferences, page);
    }
    setSessionCookies(reply, opened, this.clock.now(), this.options.config);
    await reply.redirect('/village', 303);
  }

  @Page()
  @Get('poster')
  async poster(
    @CurrentActor() actor: Actor,
    @Query({ schema: posterQuery }) query: PosterQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const own = await this.villages.own(actor);
    const village = query.village === undefined ? own[0] : own.find(({ id }) => id === query.village);
    if (!village) throw new Problem('not-found');
    const preferences = readerOf(request);
    const { name: communeName } = await this.places.commune(actor, village.communeId);
    const { publicUrl } = this.options.config.http;
    await sendPage(reply, preferences, villagePosterPage({ preferences, publicUrl, communeName }, village));
  }
}
