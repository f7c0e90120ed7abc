// Help pages, open to everybody, also to whoever cannot sign in.
import { httpsPage } from '#field';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Public } from '../http/route-policy';
import { readerOf, sendPage } from '../http/page-reply';

@ApiExcludeController()
@Public()
@Controller('help')
export class HelpController {
  constructor(@Inject(API_OPTIONS) private readonly options: ApiOptions) {}

  @Get('https')
  https(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { publicUrl } = this.options.config.http;
    const preferences = readerOf(request);
    return sendPage(reply, preferences, httpsPage(preferences, publicUrl.startsWith('https:') ? publicUrl : undefined));
  }
}
