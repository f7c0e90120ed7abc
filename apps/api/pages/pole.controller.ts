// A pole's public page: found by the code on its label, open to everybody, silent about every other pole.
import { AudioStore, Complaints, PublicPoles } from '#application';
import { belongsTo, COMPLAINT_TOPICS, MAX_COMPLAINT_LETTERS, Problem, type Actor } from '#domain';
import { complaintPage, poleLabelPage, polePage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { PROBLEM_STATUS } from '../http/problem-status';
import { CurrentActor, Page, Public } from '../http/route-policy';
import { sendSound } from '../http/sound-reply';
import { readerOf, sendPage } from '../http/page-reply';

const complaintForm = z.object({
  topic: z.enum(COMPLAINT_TOPICS),
  text: z.string().trim().max(MAX_COMPLAINT_LETTERS).default(''),
});
type ComplaintForm = z.output<typeof complaintForm>;

@ApiExcludeController()
@Public()
@Controller('pole/:code')
export class PoleController {
  constructor(
    private readonly poles: PublicPoles,
    private readonly complaints: Complaints,
    private readonly sounds: AudioStore,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  async page(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const preferences = readerOf(request);
    await sendPage(reply, preferences, polePage({ preferences, view: await this.poles.pole(code) }));
  }

  @Post('complaints')
  async complain(
    @Param('code') code: string,
    @Body({ schema: complaintForm }) draft: ComplaintForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { id } = await this.complaints.complain(code, draft, request.ip);
      await reply.redirect(`/pole/${code}/complaints/${id}`, 303);
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      const preferences = readerOf(request);
      const refusal = problemText(preferences.language, refused.code, refused.values);
      const page = polePage({ preferences, view: await this.poles.pole(code), refusal, draft });
      await sendPage(reply.status(PROBLEM_STATUS[refused.code]), preferences, page);
    }
  }

  @Get('complaints/:id')
  async complaint(
    @Param('code') code: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const preferences = readerOf(request);
    const complaint = await this.complaints.ofPole(code, id);
    await sendPage(reply, preferences, complaintPage({ preferences, view: await this.poles.pole(code) }, complaint));
  }

  @Get('airings/:airingId/sounds/:index')
  async sound(
    @Param('code') code: string,
    @Param('airingId') airingId: string,
    @Param('index') index: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { sha256 } = await this.poles.sound(code, airingId, Number(index));
    await sendSound(this.sounds, { sha256, contentType: 'audio/mpeg' }, request, reply);
  }

  /** For the people of the commune: what is fixed to the pole. */
  @Page()
  @Get('label')
  async label(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { pole, village, commune } = await this.poles.pole(code);
    if (!belongsTo(actor, commune.id)) throw new Problem('pole-unknown');
    const preferences = readerOf(request);
    const { publicUrl } = this.options.config.http;
    const place = `${village.label} ${village.name}, ${commune.name}`;
    const page = poleLabelPage({ preferences, publicUrl, communeName: commune.name }, pole, place);
    await sendPage(reply, preferences, page);
  }
}
