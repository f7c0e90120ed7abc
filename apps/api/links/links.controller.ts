// What a person does by a personal link on a phone, without a session: approve one booking, or say what was heard in the own village.
import { ApprovalByLink, AudioStore, ItemFailures, VillageByLink } from '#application';
import { Problem } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Delete, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { booking } from '../bookings/booking-shapes';
import { presentFailure } from '../bookings/not-forecast';
import { ConflictTexts } from '../bookings/conflict-texts';
import { CONFLICTS, presentBooking } from '../bookings/presented-booking';
import { Answers, AnswersBytes, AnswersNothing, Operation, PARTS, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { Public } from '../http/route-policy';
import { callerOf } from '../http/session-cookie';
import { sendSound } from '../http/sound-reply';
import { confirmation } from '../rundowns/rundown-shapes';
import {
  approvalByLink,
  approvalOnPhone,
  confirmationByLink,
  villageToday,
  type ApprovalByLinkBody,
  type ConfirmationByLink,
} from './link-shapes';

@ApiTags('links')
@Public()
@Controller('api/v1/links/:token')
export class LinksController {
  constructor(
    private readonly approvals: ApprovalByLink,
    private readonly village: VillageByLink,
    private readonly texts: ConflictTexts,
    private readonly sounds: AudioStore,
    private readonly failures: ItemFailures,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Operation('getApprovalLink', 'What the link is there to approve: sounds, scripts, times, and the digest to name')
  @Answers(approvalOnPhone)
  @Refuses('link-unknown', 'link-expired', 'not-allowed')
  async look(@AnswerLanguage() language: Language, @Param('token') token: string) {
    const shown = await this.approvals.look(token);
    const { actor, expiresAt, asksFor, booking: view } = shown;
    const { value, failure } = await this.failures.tried('booking-forecast', view.id, () =>
      this.approvals.preview(shown),
    );
    return {
      person: actor.name,
      expiresAt,
      asksFor,
      booking: await presentBooking(this.texts, view, language),
      preview: value && (await this.texts.present(view.communeId, value, language)),
      notForecast: presentFailure(failure, language),
    };
  }

  @Get('recordings/:recordingId/sound')
  @AnswersBytes('audio/mpeg', PARTS)
  @Operation('listenByLink', 'Exactly the bytes that the horns would play; takes `Range`')
  @Refuses('link-unknown', 'link-expired', 'not-found', 'recording-not-ready', 'range-not-satisfiable')
  async sound(
    @Param('token') token: string,
    @Param('recordingId') recordingId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { announcement } = (await this.approvals.look(token)).booking;
    const recording = announcement.recordings.find(({ id }) => id === recordingId);
    if (!recording) throw new Problem('not-found');
    const { rendition, state } = recording;
    if (!rendition) throw new Problem('recording-not-ready', { state });
    await sendSound(this.sounds, { sha256: rendition.sha256, contentType: 'audio/mpeg' }, request, reply);
  }

  @Post('approval')
  @Operation('approveByLink', 'Approve as the person of the link, who proves it by PIN or password; works once')
  @Answers(booking)
  @Refuses(
    'link-unknown',
    'link-expired',
    'pin-wrong',
    'pin-shown',
    'too-many-requests',
    'not-allowed',
    'approval-self',
    'approval-stale',
    'announcement-not-submitted',
    ...CONFLICTS,
  )
  async approve(
    @AnswerLanguage() language: Language,
    @Param('token') token: string,
    @Body({ schema: approvalByLink }) { digest, ...proof }: ApprovalByLinkBody,
    @Req() request: FastifyRequest,
  ) {
    const approved = await this.approvals.approve(token, digest, proof, callerOf(request));
    return presentBooking(this.texts, approved, language);
  }

  @Get('today')
  @Header('Cache-Control', 'no-store')
  @Operation('getVillageToday', 'Today in the own village, and what still waits for a word')
  @Answers(villageToday)
  @Refuses('link-unknown', 'link-expired')
  today(@Param('token') token: string) {
    return this.village.today(token);
  }

  @Post('confirmations')
  @Operation('confirmByLink', 'Say what was heard in the own village; saying it again replaces it')
  @Answers(confirmation, 201)
  @Refuses('link-unknown', 'link-expired', 'not-found', 'not-allowed', 'rundown-not-over', 'confirmation-too-late')
  confirm(
    @Param('token') token: string,
    @Body({ schema: confirmationByLink }) { rundownId, answer, note }: ConfirmationByLink,
  ) {
    return this.village.confirm(token, rundownId, answer, note);
  }

  @Delete('confirmations/:rundownId')
  @Operation('withdrawConfirmationByLink', 'Take the own word back; without one nothing changes')
  @AnswersNothing()
  @Refuses('link-unknown', 'link-expired', 'not-found', 'not-allowed', 'confirmation-too-late')
  withdraw(@Param('token') token: string, @Param('rundownId') rundownId: string): Promise<void> {
    return this.village.withdraw(token, rundownId);
  }
}
