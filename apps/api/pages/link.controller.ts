// What a personal link opens on a phone: the page of the village after the PIN, or one approval.
import { PersonalLinks, UnitOfWork, type KnownLink } from '#application';
import { Problem } from '#domain';
import { approvalPage, approvedPage, endedLinkPage, villageLinkPage, type LinkPage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Unkeyed } from '../http/idempotency';
import { PROBLEM_STATUS } from '../http/problem-status';
import { Public } from '../http/route-policy';
import { password, pin } from '../sessions/person-shapes';
import { ApprovalSheet } from './approval-sheet';
import { readerOf, sendPage } from '../http/page-reply';
import { callerOf } from '../http/session-cookie';
import { VillageLinkSignIn } from './village-link-sign-in';

const proof = z.union([z.object({ pin }), z.object({ password })]);
type ProofForm = z.output<typeof proof>;
const digest = z.string().min(1).max(200);
const signature = z.union([z.object({ digest, pin }), z.object({ digest, password })]);
type SignatureForm = z.output<typeof signature>;

@ApiExcludeController()
@Public()
@Controller('l/:token')
export class LinkController {
  constructor(
    private readonly links: PersonalLinks,
    private readonly unitOfWork: UnitOfWork,
    private readonly approval: ApprovalSheet,
    private readonly villageSignIn: VillageLinkSignIn,
  ) {}

  @Get()
  look(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(token, request, reply);
  }

  @Post('enter')
  @Unkeyed('signing in again opens another session')
  async enter(
    @Param('token') token: string,
    @Body({ schema: proof }) given: ProofForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.villageSignIn.enter(token, given, request, reply);
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      return this.show(token, request, reply, refused);
    }
    await reply.redirect('/village', 303);
  }

  @Post('approve')
  async approve(
    @Param('token') token: string,
    @Body({ schema: signature }) { digest: seen, ...given }: SignatureForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { page } = await this.opened(token, request);
    let title: string;
    try {
      title = await this.approval.sign(token, seen, given, callerOf(request));
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      return this.show(token, request, reply, refused);
    }
    await sendPage(reply.status(200), page.preferences, approvedPage(page, title));
  }

  /** What the link is there for, with what was refused just now; why it is no longer good, once it is not. */
  private async show(token: string, request: FastifyRequest, reply: FastifyReply, refused?: Problem): Promise<void> {
    const { known, page: plain } = await this.opened(token, request);
    const { preferences } = plain;
    const page = refused ? { ...plain, refusal: textOf(plain, refused) } : plain;
    const status = refused ? PROBLEM_STATUS[refused.code] : 200;
    if (!refused && known.purpose === 'village' && (await this.villageSignIn.isInside(known, request))) {
      return void (await reply.redirect('/village', 303));
    }
    try {
      await sendPage(reply.status(status), preferences, await this.drawn(token, known, page));
    } catch (ended) {
      if (!(ended instanceof Problem)) throw ended;
      const last = { ...plain, refusal: textOf(plain, ended) };
      await sendPage(reply.status(PROBLEM_STATUS[ended.code]), preferences, endedLinkPage(last));
    }
  }

  private async drawn(token: string, { purpose }: KnownLink, page: LinkPage): Promise<string> {
    if (purpose === 'village') return villageLinkPage(page, await this.villageSignIn.look(token));
    return approvalPage(page, await this.approval.toApprove(token, page.preferences.language));
  }

  private async opened(token: string, request: FastifyRequest): Promise<{ known: KnownLink; page: LinkPage }> {
    const known = await this.links.known(token);
    const commune = (await this.unitOfWork.read.places.commune(known.communeId))!;
    return { known, page: { preferences: readerOf(request), token, commune } };
  }
}

function textOf({ preferences, commune }: LinkPage, { code, values }: Problem) {
  return problemText(preferences.language, code, { timeZone: commune.timeZone, ...values });
}
