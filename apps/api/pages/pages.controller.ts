// The server's own few pages: the public board, sign-in, how one wants to read, and what a problem code means.
import { Board, Clock, SignIn, UnitOfWork } from '#application';
import { belongsTo, Problem, PROBLEM_CODES, type Actor, type ProblemCode } from '#domain';
import {
  boardPage,
  emptyPage,
  ICON,
  PREFERENCE_COOKIES,
  problemPage,
  signInCodePage,
  signInPage,
  TEXT_SIZES,
  THEMES,
  type Preferences,
} from '#field';
import { LANGUAGES, problemText } from '#words';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Unkeyed } from '../http/idempotency';
import { PROBLEM_STATUS } from '../http/problem-status';
import { ActorNow, BeforeSecondFactor, Public } from '../http/route-policy';
import {
  callerOf,
  clearSessionCookie,
  clearStepCookie,
  sessionSecretOf,
  setSessionCookies,
  setStepCookie,
  stepSecretOf,
} from '../http/session-cookie';
import { codeRequest, signInRequest } from '../sessions/person-shapes';
import { homeOf } from './home-of';
import { localPath, readerOf, sendPage } from '../http/page-reply';

const pageQuery = z.object({
  lang: z.enum(LANGUAGES).optional(),
  commune: z.string().max(100).optional(),
  next: z.string().max(500).optional(),
});
type PageQuery = z.output<typeof pageQuery>;

const signInForm = signInRequest.extend({ next: z.string().max(500).optional() });
type SignInForm = z.output<typeof signInForm>;

const codeForm = codeRequest.extend({ next: z.string().max(500).optional() });
type CodeForm = z.output<typeof codeForm>;

const preferencesForm = z.object({
  next: z.string().max(500).optional(),
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
  textSize: z.enum(TEXT_SIZES).optional(),
});
type PreferencesForm = z.output<typeof preferencesForm>;

/** A year: the choice of how to read is asked once. */
const PREFERENCE_LIFE_SECONDS = 365 * 24 * 3_600;

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
  async publicBoard(
    @ActorNow() actorNow: () => Promise<Actor | undefined>,
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request, query.lang);
    const actor = await actorNow();
    const open = this.options.config.mode === 'demo';
    if (!actor && !open) return sendPage(reply.status(401), reader, signInPage(reader, '/home'));
    const communes = (await this.unitOfWork.read.places.communes()).filter(
      ({ id }) => open || (actor && belongsTo(actor, id)),
    );
    const shown = communes.find(({ id }) => id === query.commune) ?? communes[0];
    if (!shown) return sendPage(reply, reader, emptyPage(reader));
    const { places } = this.unitOfWork.read;
    const page = boardPage({
      preferences: reader,
      board: await this.board.publicBoard(shown.id),
      controllers: await places.controllers(shown.id),
      demoAheadMs: open ? this.clock.aheadMs : 0,
      otherCommunes: communes.filter(({ id }) => id !== shown.id),
      signedIn: actor !== undefined,
    });
    return sendPage(reply, reader, page);
  }

  /** Leads everybody to the page on which they work. */
  @BeforeSecondFactor(true)
  @Get('home')
  async home(@ActorNow() actorNow: () => Promise<Actor | undefined>, @Res() reply: FastifyReply): Promise<void> {
    const actor = await actorNow();
    await reply.redirect(actor ? homeOf(actor) : '/sign-in', 303);
  }

  @Get('sign-in')
  form(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request, query.lang);
    return sendPage(reply, reader, signInPage(reader, localPath(query.next)));
  }

  @Post('sign-in')
  @Unkeyed('signing in again opens another session')
  async enter(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Body({ schema: signInForm }) { login, password, next }: SignInForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request, query.lang);
    try {
      const signedIn = await this.signIn.signIn(login, password, callerOf(request));
      if ('step' in signedIn) {
        setStepCookie(reply, signedIn, this.clock.now(), this.options.config);
        await reply.redirect(`/sign-in/code?next=${encodeURIComponent(localPath(next))}`, 303);
        return;
      }
      setSessionCookies(reply, signedIn, this.clock.now(), this.options.config);
      await reply.redirect(localPath(next), 303);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      await this.refuseSignIn(reply, reader, localPath(next), refusal);
    }
  }

  /** Whoever has a second factor comes here after the password. */
  @Get('sign-in/code')
  codeForm(
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = readerOf(request, query.lang);
    return sendPage(reply, reader, signInCodePage(reader, localPath(query.next)));
  }

  @Post('sign-in/code')
  @Unkeyed('each code counts once')
  async enterCode(
    @Body({ schema: codeForm }) { code, next }: CodeForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const opened = await this.signIn.finish(stepSecretOf(request) ?? '', code, callerOf(request));
      clearStepCookie(reply, this.options.config);
      setSessionCookies(reply, opened, this.clock.now(), this.options.config);
      await reply.redirect(localPath(next), 303);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      const reader = readerOf(request);
      // Nobody is half the way any more: from the beginning.
      if (refusal.code === 'sign-in-failed') return this.refuseSignIn(reply, reader, localPath(next), refusal);
      const said = problemText(reader.language, refusal.code, refusal.values);
      const page = signInCodePage(reader, localPath(next), said);
      await sendPage(reply.status(PROBLEM_STATUS[refusal.code]), reader, page);
    }
  }

  @Post('sign-out')
  @Unkeyed('signed out is signed out')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = sessionSecretOf(request);
    if (secret !== undefined) await this.signIn.signOut(secret);
    clearSessionCookie(reply, this.options.config);
    await reply.redirect('/', 303);
  }

  @Post('preferences')
  @Unkeyed('sets cookies alone')
  async prefer(
    @Body({ schema: preferencesForm }) { next, ...chosen }: PreferencesForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { secureCookies } = this.options.config.http;
    for (const name of ['language', 'theme', 'textSize'] as const) {
      const value = chosen[name];
      if (value === undefined) continue;
      const life = { path: '/', sameSite: 'lax', secure: secureCookies, maxAge: PREFERENCE_LIFE_SECONDS } as const;
      void reply.setCookie(PREFERENCE_COOKIES[name], value, life);
    }
    await reply.redirect(localPath(next), 303);
  }

  @Get('problems/:code')
  problem(
    @Param('code') code: string,
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isProblemCode(code)) throw new Problem('not-found');
    const reader = readerOf(request, query.lang);
    return sendPage(reply, reader, problemPage(reader, code, PROBLEM_STATUS[code]));
  }

  @Get('icon.svg')
  async icon(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('image/svg+xml').header('Cache-Control', 'public, max-age=86400').send(ICON);
  }

  private refuseSignIn(reply: FastifyReply, reader: Preferences, next: string, refusal: Problem): Promise<void> {
    const said = problemText(reader.language, refusal.code, refusal.values);
    return sendPage(reply.status(PROBLEM_STATUS[refusal.code]), reader, signInPage(reader, next, said));
  }
}

function isProblemCode(code: string): code is ProblemCode {
  return (PROBLEM_CODES as readonly string[]).includes(code);
}
