// The page of the desk: one for all its screens, which the browser then draws from the API.
import { randomBytes } from 'node:crypto';
import { Needs, Places } from '#application';
import { Problem, type Actor } from '#domain';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Page } from '../http/route-policy';
import { needs, presentNeeds } from '../needs/need-shapes';
import { commune } from '../places/place-shapes';
import { me, meOf } from '../sessions/person-shapes';
import { deskPage, FIRST_SCREEN, screenAt } from './desk-page';
import { readerOf, sendPage } from '../http/page-reply';

@ApiExcludeController()
@Page()
@Controller()
export class DeskController {
  constructor(
    private readonly places: Places,
    private readonly needs: Needs,
  ) {}

  @Get(['desk', 'desk/*'])
  async desk(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const reader = readerOf(request);
    // The component library writes a few styles at run time; this page, and nothing else, lets exactly them in.
    const nonce = randomBytes(16).toString('base64');
    const policy = String(reply.getHeader('Content-Security-Policy')).replace(
      "style-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
    );
    void reply.header('Content-Security-Policy', policy);
    const screen = screenAt(request.url);
    const firstAnswers = {
      me: me.parse(meOf(actor)),
      commune: commune.parse(await this.places.commune(actor, actor.communeId)),
      ...(screen === FIRST_SCREEN && { needs: await this.needsOf(actor) }),
    };
    return sendPage(reply, reader, deskPage(reader, nonce, screen, firstAnswers));
  }

  /** Undefined where it is refused: then the screen asks itself, and shows the refusal where it belongs. */
  private async needsOf(actor: Actor) {
    try {
      return needs.parse(presentNeeds(await this.needs.now(actor, actor.communeId)));
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }
}
