// Deny by default: nobody passes a route unless its policy lets them. Who the person or device is, is found out here and nowhere else.
import { ActorLookup, Enrolment } from '#application';
import { Problem, type Actor, type Device } from '#domain';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import './door-kind';
import { credentialsOf, personSecretOf } from './credentials';
import { BeforeSecondFactor, Policy, SignInAt, SignInFirst } from './route-policy';
import { signInPath } from './page-reply';
import { isCrossSite, isForm, isOpenedByPerson, isSafe, isSameOrigin } from './same-origin';
import { idleMsOf, sessionSecretOf } from './session-cookie';

/** Where a second factor is turned on. */
const SECOND_FACTOR_PAGE = '/second-factor';

/** One request, and what its route says of itself. */
interface Route {
  readonly request: FastifyRequest;
  /** Where a stranger signs in, if the route names it. */
  readonly at: string | undefined;
  /** The page on which the forms of this controller stand. */
  readonly page: string;
  /** Open to whoever has to turn on a second factor first. */
  readonly isBefore: boolean;
}

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: ActorLookup,
    private readonly enrolment: Enrolment,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const policy = this.reflector.getAllAndOverride(Policy, [context.getHandler(), context.getClass()]) ?? 'person';
    const route: Route = {
      request,
      at: this.reflector.getAllAndOverride(SignInAt, [context.getHandler(), context.getClass()]),
      page: `/${this.reflector.get<string>(PATH_METADATA, context.getClass())}`,
      isBefore:
        this.reflector.getAllAndOverride(BeforeSecondFactor, [context.getHandler(), context.getClass()]) === true,
    };
    switch (policy) {
      case 'public':
        this.requireNoOtherSite(request);
        request.actorNow = this.actorBy(route, sessionSecretOf(request));
        return true;
      case 'demo':
        if (this.options.config.mode !== 'demo') request.actor = await this.actorOf(route);
        return true;
      case 'page':
        this.requireNoOtherSite(request);
        request.actor = await this.visitorOf(route);
        return true;
      case 'person':
        request.actor = await this.actorOf(route);
        return true;
      case 'device':
        request.device = await this.deviceOf(request);
        return true;
    }
  }

  /** Signing somebody else's browser in is an attack too. */
  private requireNoOtherSite(request: FastifyRequest): void {
    if (isSafe(request)) return;
    const { publicUrl } = this.options.config.http;
    // A browser says where a form comes from; one that says nothing was made by something else.
    const isRefused = isForm(request) ? !isSameOrigin(request, publicUrl) : isCrossSite(request, publicUrl);
    if (isRefused) throw crossSite(request);
  }

  private actorBy(route: Route, secret: string | undefined): () => Promise<Actor | undefined> {
    return () => this.seen(route, secret, false);
  }

  /** Who comes, at the beginning of a request; a page that is opened and whatever changes something is use of the session. */
  private arriving(route: Route, secret: string | undefined, isPage: boolean): Promise<Actor | undefined> {
    const { request } = route;
    return this.seen(route, secret, !isSafe(request) || (isPage && isOpenedByPerson(request)));
  }

  /** Who has to turn on a second factor first counts as a stranger wherever something else is done. */
  private async seen({ isBefore }: Route, secret: string | undefined, isUse: boolean): Promise<Actor | undefined> {
    if (secret === undefined) return undefined;
    const actor = await this.people.actorOf(secret, { idleMs: idleMsOf(this.options.config), isUse });
    return actor?.lacksSecondFactor && !isBefore ? undefined : actor;
  }

  /** Whoever sent a form comes back to the page that it stood on: what was sent is not sent again. */
  private async visitorOf(route: Route): Promise<Actor> {
    const { request, at, page } = route;
    const secret = sessionSecretOf(request);
    request.actorNow = this.actorBy(route, secret);
    const actor = await this.arriving(route, secret, true);
    if (actor) return actor;
    if (await this.isHeldBack(secret)) throw new SignInFirst(SECOND_FACTOR_PAGE);
    throw new SignInFirst(at ?? signInPath(isSafe(request) ? request.url : page));
  }

  private async actorOf(route: Route): Promise<Actor> {
    const { request } = route;
    const token = credentialsOf(request, 'bearer');
    const secret = personSecretOf(request);
    request.actorNow = this.actorBy(route, secret);
    const actor = await this.arriving(route, secret, false);
    if (!actor) throw new Problem((await this.isHeldBack(secret)) ? 'second-factor-missing' : 'not-signed-in');
    if (actor.readsOnly && !isSafe(request)) throw new Problem('not-allowed', { reason: 'reads-only' });
    const bySession = token === undefined;
    if (bySession && !isSafe(request) && !isSameOrigin(request, this.options.config.http.publicUrl)) {
      throw crossSite(request);
    }
    return actor;
  }

  private async isHeldBack(secret: string | undefined): Promise<boolean> {
    if (secret === undefined) return false;
    const visit = { idleMs: idleMsOf(this.options.config), isUse: false };
    return (await this.people.actorOf(secret, visit))?.lacksSecondFactor === true;
  }

  private async deviceOf(request: FastifyRequest): Promise<Device> {
    const pair = Buffer.from(credentialsOf(request, 'basic') ?? '', 'base64').toString('utf8');
    const [deviceId, credential] = [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)];
    const device = await this.enrolment.authenticate(deviceId, credential);
    if (!device) throw new Problem('device-unknown');
    return device;
  }
}

function crossSite(request: FastifyRequest): Problem {
  request.doorKind = 'cross-site';
  return new Problem('not-allowed', { reason: 'cross-site' });
}
