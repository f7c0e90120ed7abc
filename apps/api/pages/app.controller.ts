// What makes an app of the phone pages: the manifest and the icons it names.
import { ICON_SIZES, iconPng, webManifest } from '#field';
import { Problem } from '#domain';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/route-policy';
import { readerOf } from '../http/page-reply';

const DAY = 'public, max-age=86400';

@ApiExcludeController()
@Public()
@Controller()
export class AppController {
  private readonly icons = new Map<string, Buffer>();

  @Get('manifest.webmanifest')
  async manifest(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply
      .type('application/manifest+json; charset=utf-8')
      .header('Cache-Control', 'no-cache')
      .header('Vary', 'Accept-Language, Cookie')
      .send(JSON.stringify(webManifest(readerOf(request).language)));
  }

  /** `icon-192.png`, `icon-512-maskable.png`: drawn once, when the first phone asks. */
  @Get('icon-:name.png')
  async icon(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const size = ICON_SIZES.find((each) => name === `${each}` || name === `${each}-maskable`);
    if (size === undefined) throw new Problem('not-found');
    const icon = this.icons.get(name) ?? iconPng(size, name.endsWith('-maskable'));
    this.icons.set(name, icon);
    await reply.type('image/png').header('Cache-Control', DAY).send(icon);
  }
}
