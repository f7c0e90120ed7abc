// The server's own few pages: the live picture, sign-in, and what a problem code means.
import { createHash } from 'node:crypto';
import { Board, Clock, SignIn, UnitOfWork } from '#application';
import { belongsTo, Problem, PROBLEM_CODES, type Actor, type ProblemCode } from '#domain';
import { LANGUAGES, problemText, type Language } from '#words';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { PROBLEM_STATUS } from '../door/problem-status';
import { requestLanguage } from '../door/request-language';
import { Public } from '../door/route-policy';
import { clearSessionCookie, lifeMs, sessionSecretOf, setSessionCookie } from '../door/session-cookie';
import { signInRequest, type SignInRequest } from '../sessions/person-shapes';
import { boardPage } from './board-page';
import { PAGE_ASSETS } from './page-assets';
import { emptyPage, problemPage, signInPage } from './small-pages';

const pageQuery = z.object({ lang: z.enum(LANGUAGES).optional(), commune: z.string().max(100).optional() });
type PageQuery = z.output<typeof pageQuery>;

@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  constructor(
    private readonly board: Board,
    private readonly signIn: SignIn,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Open to everybody in the demo; in a real installation to the people of the commune. */
  @Get()
  async home(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.lang ?? requestLanguage(request);
    const actor = await this.actorOf(request);
    const open = this.options.config.mode === 'demo';
    if (!actor && !open) return sendPage(reply.status(401), language, signInPage(language));
    const communes = (await this.unitOfWork.read.places.communes()).filter(
      ({ id }) => open || (actor && belongsTo(actor, id)),
    );
    const shown = communes.find(({ id }) => id === query.commune) ?? communes[0];
    if (!shown) return sendPage(reply, language, emptyPage(language));
    const { places, installation } = this.unitOfWork.read;
    const page = boardPage({
      language,
      board: await this.board.publicBoard(shown.id),
      controllers: await places.controllers(shown.id),
      demoAheadMs: open ? await installation.clockOffsetMs() : 0,
      otherCommunes: communes.filter(({ id }) => id !== shown.id),
      signedIn: actor !== undefined,
    });
    return sendPage(reply, language, page);
  }

  @Get('sign-in')
  form(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.lang ?? requestLanguage(request);
    return sendPage(reply, language, signInPage(language));
  }

  @Post('sign-in')
  async enter(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Body({ schema: signInRequest }) { login, password }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.lang ?? requestLanguage(request);
    try {
      const { secret, expiresAt } = await this.signIn.signIn(login, password);
      setSessionCookie(reply, secret, lifeMs(expiresAt, this.clock.now()), this.options.config);
      await reply.redirect(`/?lang=${language}`, 303);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      const said = problemText(language, refusal.code, refusal.values);
      await sendPage(reply.status(PROBLEM_STATUS[refusal.code]), language, signInPage(language, said));
    }
  }

  @Post('sign-out')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = sessionSecretOf(request);
    if (secret !== undefined) await this.signIn.signOut(secret);
    clearSessionCookie(reply, this.options.config);
    await reply.redirect('/', 303);
  }

  @Get('problems/:code')
  problem(
    @Param('code') code: string,
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isProblemCode(code)) throw new Problem('not-found');
    const language = query.lang ?? requestLanguage(request);
    return sendPage(reply, language, problemPage(language, code));
  }

  @Get('assets/:file')
  async asset(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asset = Object.hasOwn(PAGE_ASSETS, file) ? PAGE_ASSETS[file] : undefined;
    if (!asset) throw new Problem('not-found');
    const tag = `"${createHash('sha256').update(asset.text).digest('hex').slice(0, 16)}"`;
    void reply.header('ETag', tag).header('Cache-Control', 'no-cache').type(asset.type);
    if (request.headers['if-none-match'] === tag) await reply.status(304).send();
    else await reply.send(asset.text);
  }

  private async actorOf(request: FastifyRequest): Promise<Actor | undefined> {
    const secret = sessionSecretOf(request);
    return secret === undefined ? undefined : this.signIn.actorOf(secret);
  }
}

async function sendPage(reply: FastifyReply, language: Language, page: string): Promise<void> {
  await reply
    .header('Content-Language', language)
    .header('Cache-Control', 'no-store')
    .header('Vary', 'Accept-Language, Cookie')
    .type('text/html; charset=utf-8')
    .send(page);
}

function isProblemCode(code: string): code is ProblemCode {
  return (PROBLEM_CODES as readonly string[]).includes(code);
}
