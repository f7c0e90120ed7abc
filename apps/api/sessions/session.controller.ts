// Signing in and out.
import { ActorLookup, Clock, SignIn, type OpenedSession } from '#application';
import { Problem, type Actor } from '#domain';
import { Body, Controller, Delete, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { Public } from '../http/route-policy';
import {
  callerOf,
  clearSessionCookie,
  clearStepCookie,
  idleMsOf,
  sessionSecretOf,
  setSessionCookies,
  setStepCookie,
  stepSecretOf,
} from '../http/session-cookie';
import {
  codeRequest,
  meOf,
  pinSignInRequest,
  session,
  signInRequest,
  type CodeRequest,
  type PinSignInRequest,
  type SignInRequest,
} from './person-shapes';

@ApiTags('people')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly people: ActorLookup,
    private readonly clock: Clock,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Post()
  @Unkeyed('signing in again opens another session')
  @Public()
  @Operation('signIn', 'Open a session; its secret travels in the cookie `loa_session`')
  @Answers(session, 201)
  @Refuses('sign-in-failed', 'second-factor-needed', 'too-many-requests')
  async open(
    @Body({ schema: signInRequest }) { login, password }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const signedIn = await this.signIn.signIn(login, password, callerOf(request));
    if (!('step' in signedIn)) return this.opened(signedIn, reply);
    setStepCookie(reply, signedIn, this.clock.now(), this.options.config);
    throw new Problem('second-factor-needed');
  }

  @Post('code')
  @Unkeyed('each code counts once')
  @Public()
  @Operation(
    'finishSignIn',
    'Open the session by a code of the second factor, after `signIn` asked for one; the cookie `loa_step` says whose',
  )
  @Answers(session, 201)
  @Refuses('sign-in-failed', 'code-wrong', 'too-many-requests')
  async finish(
    @Body({ schema: codeRequest }) { code }: CodeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.signIn.finish(stepSecretOf(request) ?? '', code, callerOf(request));
    clearStepCookie(reply, this.options.config);
    return this.opened(opened, reply);
  }

  @Post('pin')
  @Unkeyed('signing in again opens another session')
  @Public()
  @Operation('signInByPin', 'Open a session for the acts of a village head, who holds no other role, by PIN')
  @Answers(session, 201)
  @Refuses('sign-in-failed', 'not-allowed', 'too-many-requests')
  async openByPin(
    @Body({ schema: pinSignInRequest }) { login, pin }: PinSignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.opened(await this.signIn.signInByPin(login, pin, callerOf(request)), reply);
  }

  @Delete()
  @Unkeyed('signed out is signed out')
  @Public()
  @Operation('signOut', 'End the session of the cookie')
  @AnswersNothing()
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = sessionSecretOf(request);
    if (secret !== undefined) await this.signIn.signOut(secret);
    clearSessionCookie(reply, this.options.config);
  }

  private async opened(opened: OpenedSession, reply: FastifyReply) {
    setSessionCookies(reply, opened, this.clock.now(), this.options.config);
    return { person: meOf(await this.person(opened.secret)), expiresAt: opened.expiresAt };
  }

  private async person(secret: string): Promise<Actor> {
    const person = await this.people.actorOf(secret, { idleMs: idleMsOf(this.options.config), isUse: true });
    if (!person) throw new Problem('sign-in-failed');
    return person;
  }
}
