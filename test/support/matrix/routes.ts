// Every address of the server with who may come through it and what is sent to it, read from the controllers themselves: a new one is in the
// matrix as soon as it exists.
import 'reflect-metadata';
import { API_CONTROLLERS, Policy } from '#api';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import type { z } from 'zod';

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One address. */
export interface Route {
  /** By which its row in the matrix is found, such as `GET /api/v1/poles/:id`. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly policy: string;
  /** What its body must look like; undefined: it takes none, or something that is no text. */
  readonly body: z.ZodType | undefined;
}

/** How Nest notes `@Body` among the arguments of a route. */
const BODY = '3';

/** Every route of every controller, sorted by name. */
export function allRoutes(): readonly Route[] {
  return API_CONTROLLERS.flatMap(routesOf).sort((a, b) => a.name.localeCompare(b.name));
}

function routesOf(controller: Type): readonly Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((key) => {
    const handler = key === 'constructor' ? undefined : prototype[key];
    const paths = handler && (Reflect.getMetadata(PATH_METADATA, handler) as string | readonly string[] | undefined);
    if (handler === undefined || paths === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as Method;
    const policy = policyOf(handler) ?? policyOf(controller) ?? 'person';
    return [paths].flat().map((own) => {
      const path = joined(Reflect.getMetadata(PATH_METADATA, controller) as string, own);
      return { name: `${method} ${path}`, method, path, policy, body: bodyOf(controller, key) };
    });
  });
}

function policyOf(target: object): string | undefined {
  return Reflect.getMetadata(Policy.KEY, target) as string | undefined;
}

function joined(...parts: readonly string[]): string {
  return `/${parts.flatMap((part) => part.split('/').filter((step) => step !== '')).join('/')}`;
}

function bodyOf(controller: Type, key: string): z.ZodType | undefined {
  const taken = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, key) as
    Readonly<Record<string, { readonly schema?: z.ZodType }>> | undefined;
  return Object.entries(taken ?? {}).find(([place]) => place.split(':')[0] === BODY)?.[1].schema;
}
