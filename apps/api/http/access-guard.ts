// Deny by default: nobody passes a route unless its policy lets them. Who the person or device is, is found out here and nowhere else.
import { Enrolment, SignIn } from '#application';
import { Problem, type Actor, type Device } from '#domain';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Policy } from './route-policy';
import { isCrossSite, isSafe, isSameOrigin } from './same-origin';
import { sessionSecretOf } from './session-cookie';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
    private readonly enrolment: Enrolment,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const policy = this.reflector.getAllAndOverride(Policy, [context.getHandler(), context.getClass()]) ?? 'person';
    switch (policy) {
      case 'public':
        // Signing somebody else's browser in is an attack too.
        if (!isSafe(request) && isCrossSite(request, this.options.config.http.publicUrl))
          throw new Problem('not-allowed');
        return true;
      case 'person':
        request.actor = await this.actorOf(request);
        return true;
      case 'device':
        request.device = await this.deviceOf(request);
        return true;
    }
  }

  private async actorOf(request: FastifyRequest): Promise<Actor> {
    const token = credentialsOf(request, 'bearer');
    const secret = token ?? sessionSecretOf(request);
    const actorNow = () => (secret === undefined ? Promise.resolve(undefined) : this.signIn.actorOf(secret));
    const actor = await actorNow();
    request.actorNow = actorNow;
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

/** What follows the scheme in `Authorization`; undefined for another scheme or none. */
function credentialsOf(request: FastifyRequest, scheme: 'basic' | 'bearer'): string | undefined {
  const [given, credentials] = (request.headers.authorization ?? '').split(' ');
  return given?.toLowerCase() === scheme && credentials ? credentials : undefined;
}
