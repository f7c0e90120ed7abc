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
import { callerOf, clearSessionCookie, sessionSecretOf, setSessionCookies } from '../http/session-cookie';
import { pinSignInRequest, session, signInRequest, type PinSignInRequest, type SignInRequest } from './person-shapes';

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
  @Refuses('sign-in-failed', 'too-many-requests')
  async open(
    @Body({ schema: signInRequest }) { login, password }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.opened(await this.signIn.signIn(login, password, callerOf(request)), reply);
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
    return { person: await this.person(opened.secret), expiresAt: opened.expiresAt };
  }

  private async person(secret: string): Promise<Actor> {
    const person = await this.people.actorOf(secret);
    if (!person) throw new Problem('sign-in-failed');
    return person;
  }
}
