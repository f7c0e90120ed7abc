// The description of the API without an installation: nothing is opened, nothing listens, no act exists. For generated types and their check.
import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { API_CONTROLLERS } from './api.module';
import { API_OPTIONS } from './api-options';
import { describe } from './docs/api-description';

/** The routes alone, without anything behind them. */
@Module({})
class RoutesModule {}

/** The OpenAPI document of every route. */
export async function describeApi(): Promise<OpenAPIObject> {
  const stands = new Set(API_CONTROLLERS.flatMap(collaboratorsOf));
  const providers = [...stands, API_OPTIONS].map((provide) => ({ provide, useValue: {} }));
  const root = { module: RoutesModule, controllers: [...API_CONTROLLERS], providers };
  const options = { logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), options);
  return describe(app);
}

/** What the constructor of a controller asks for; tokens that are no classes have no type of their own. */
function collaboratorsOf(controller: Type): readonly Type[] {
  const types = (Reflect.getMetadata('design:paramtypes', controller) ?? []) as readonly Type[];
  return types.filter((type) => type !== Object);
}
