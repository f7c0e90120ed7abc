// Who may come through a route. Every route says it; one that says nothing is treated as if it asked for a signed-in person.
import type { Actor, Device } from '#domain';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

type RoutePolicy = 'public' | 'demo' | 'page' | 'person' | 'device';

/** The declared policy, as metadata of a route or of its class. */
export const Policy = Reflector.createDecorator<RoutePolicy>();

/** Anybody. */
export const Public = () => applyDecorators(Policy('public'), ApiSecurity({}));

/** Anybody in the demo; in a real installation whoever is signed in. */
export const OpenInDemo = () => applyDecorators(Policy('demo'), ApiSecurity({}));

/** Where a stranger who opens a page signs in; without it, on the page for everybody, from which one comes back. */
export const SignInAt = Reflector.createDecorator<string>();

/** A page for a signed-in person, by session cookie alone; a stranger is led to where one signs in. */
export const Page = ({ signInAt }: { readonly signInAt?: string } = {}) =>
  applyDecorators(Policy('page'), ...(signInAt === undefined ? [] : [SignInAt(signInAt)]));

/** A signed-in person: session cookie or `Authorization: Bearer loa_…`. What the person may do is asked by the act itself. */
export const SignedIn = () => applyDecorators(Policy('person'), ApiCookieAuth('session'), ApiBearerAuth('token'));

/** Marks what is open to whoever has to turn on a second factor first: turning it on, and nothing that does more. */
export const BeforeSecondFactor = Reflector.createDecorator<true>();

/** An enrolled device: `Authorization: Basic deviceId:credential`. Devices and people never share a door. */
export const DeviceRoute = () => applyDecorators(Policy('device'), ApiBasicAuth('device'));

declare module 'fastify' {
  interface FastifyRequest {
    /** The person whom the guard let in. */
    actor?: Actor;
    /** Who comes, as they stand now: undefined for a stranger, and once they are let out. */
    actorNow?: () => Promise<Actor | undefined>;
    /** The device that the guard let in. */
    device?: Device;
  }
}

/** The person whom the guard let in. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().actor,
);

/**
 * Asks who comes, as they stand now: for an answer that takes long, and where anybody may come but not everybody is shown the same.
 * Undefined for a stranger, and once they are let out.
 */
export const ActorNow = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().actorNow,
);

/** The device that the guard let in. */
export const CurrentDevice = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().device,
);

/** Who opened a page and is not signed in is led to `path`. */
export class SignInFirst extends Error {
  constructor(readonly path: string) {
    super('sign in first');
  }
}
