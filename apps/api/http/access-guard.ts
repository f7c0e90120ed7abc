// Deny by default: nobody passes a route unless its policy lets them. Who the person or device is, is found out here and nowhere else.
import { ActorLookup, Enrolment } from '#application';
import { Problem, type Actor, type Device } from '#domain';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { credentialsOf, personSecretOf } from './credentials';
import { Policy, SignInAt, SignInFirst } from './route-policy';
import { signInPath } from './page-reply';
import { isCrossSite, isForm, isSafe, isSameOrigin } from './same-origin';
import { sessionSecretOf } from './session-cookie';

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
    switch (policy) {
      case 'public':
        this.requireNoOtherSite(request);
        request.actorNow = this.actorBy(sessionSecretOf(request));
        return true;
      case 'demo':
        if (this.options.config.mode !== 'demo') request.actor = await this.actorOf(request);
        return true;
      case 'page':
        this.requireNoOtherSite(request);
        request.actor = await this.visitorOf(request, context);
        return true;
      case 'person':
        request.actor = await this.actorOf(request);
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
    if (isRefused) throw new Problem('not-allowed', { reason: 'cross-site' });
  }

  private actorBy(secret: string | undefined): () => Promise<Actor | undefined> {
    return () => (secret === undefined ? Promise.resolve(undefined) : this.people.actorOf(secret));
  }

  /** Whoever sent a form comes back to the page that it stood on: what was sent is not sent again. */
  private async visitorOf(request: FastifyRequest, context: ExecutionContext): Promise<Actor> {
    request.actorNow = this.actorBy(sessionSecretOf(request));
    const actor = await request.actorNow();
    if (actor) return actor;
    const at = this.reflector.getAllAndOverride(SignInAt, [context.getHandler(), context.getClass()]);
    const page = `/${this.reflector.get<string>(PATH_METADATA, context.getClass())}`;
    throw new SignInFirst(at ?? signInPath(isSafe(request) ? request.url : page));
  }

  private async actorOf(request: FastifyRequest): Promise<Actor> {
    const token = credentialsOf(request, 'bearer');
    request.actorNow = this.actorBy(personSecretOf(request));
    const actor = await request.actorNow();
    if (!actor) throw new Problem('not-signed-in');
    const bySession = token === undefined;
    if (bySession && !isSafe(request) && !isSameOrigin(request, this.options.config.http.publicUrl)) {
      throw new Problem('not-allowed', { reason: 'cross-site' });
    }
    return actor;
  }

  private async deviceOf(request: FastifyRequest): Promise<Device> {
    const pair = Buffer.from(credentialsOf(request, 'basic') ?? '', 'base64').toString('utf8');
    const [deviceId, credential] = [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)];
    const device = await this.enrolment.authenticate(deviceId, credential);
    if (!device) throw new Problem('device-unknown');
    return device;
  }
}
