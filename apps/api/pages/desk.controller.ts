// The door of the desk: one page for all its screens, which the browser then draws from the API.
import { randomBytes } from 'node:crypto';
import { SignIn } from '#application';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../door/route-policy';
import { deskPage } from './desk-page';
import { readerOf, sendPage, signInPath, whoLooks } from './page-reply';

@ApiExcludeController()
@Public()
@Controller()
export class DeskController {
  constructor(private readonly signIn: SignIn) {}

  @Get(['desk', 'desk/*'])
  async desk(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await whoLooks(this.signIn, request);
    if (!actor) return void (await reply.redirect(signInPath(request), 303));
    const reader = readerOf(request);
    // The component library writes a few styles at run time; this page, and nothing else, lets exactly them in.
    const nonce = randomBytes(16).toString('base64');
    const policy = String(reply.getHeader('Content-Security-Policy')).replace(
      "style-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
    );
    void reply.header('Content-Security-Policy', policy);
    return sendPage(reply, reader, deskPage(reader, nonce));
  }
}
