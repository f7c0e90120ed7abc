// Hands out the certificate of the local authority, so that a phone can come to trust it. Its key never leaves the data folder.
import { Problem } from '#domain';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Public } from '../http/route-policy';
import { localAuthority } from './certificate';
import { AUTHORITY_PATH, CERTIFICATE_TYPE } from './http-redirect';

@ApiExcludeController()
@Public()
@Controller()
export class AuthorityController {
  constructor(@Inject(API_OPTIONS) private readonly options: ApiOptions) {}

  @Get(AUTHORITY_PATH)
  async certificate(@Res() reply: FastifyReply): Promise<void> {
    const authority = localAuthority(this.options.config.http);
    if (authority === undefined) throw new Problem('not-found');
    await reply.type(CERTIFICATE_TYPE).send(authority);
  }
}
