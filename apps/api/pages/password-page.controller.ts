// The page on which a person who was invited sets a password; it leads to signing in.
import { SignIn } from '#application';
import { Problem } from '#domain';
import { passwordPage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unkeyed } from '../http/idempotency';
import { PROBLEM_STATUS } from '../http/problem-status';
import { Public } from '../http/route-policy';
import { passwordRequest, type PasswordRequest } from '../sessions/person-shapes';
import { readerOf, sendPage } from '../http/page-reply';

@ApiExcludeController()
@Public()
@Controller('password')
export class PasswordPageController {
  constructor(private readonly signIn: SignIn) {}

  @Get()
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const reader = readerOf(request);
    return sendPage(reply, reader, passwordPage(reader));
  }

  @Post()
  @Unkeyed('the one-time code is used up by it')
  async set(
    @Body({ schema: passwordRequest }) { code, password }: PasswordRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.signIn.setPassword(code, password);
      await reply.redirect('/sign-in?next=/home', 303);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      const reader = readerOf(request);
      const said = problemText(reader.language, refusal.code, refusal.values);
      await sendPage(reply.status(PROBLEM_STATUS[refusal.code]), reader, passwordPage(reader, code, said));
    }
  }
}
