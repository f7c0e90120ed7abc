// Recordings: sent in, looked at, listened to.
import { AudioStore, Recordings, sha256Of } from '#application';
import { Problem, requireKept, type Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersBytes, Operation, PARTS, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { sendSound } from '../http/sound-reply';
import { newTrim, presentRecording, recording, recordings, waveforms, type NewTrim } from './recording-shapes';
import { uploadedSound } from './uploaded-sound';

const uploadQuery = z.strictObject({ fileName: z.string().max(400).optional() });

@ApiTags('recordings')
@SignedIn()
@Controller('api/v1')
export class RecordingsController {
  constructor(
    private readonly recordings: Recordings,
    private readonly sounds: AudioStore,
  ) {}

  @Post('communes/:id/recordings')
  @Unkeyed('the key names the draft, and a draft becomes one recording')
  @Operation(
    'sendRecording',
    'Send a recording: a form with the field `file`, or the bytes as they are',
    'It is kept untouched and prepared for the loudspeakers in the background; watch its `state`.',
  )
  @ApiConsumes('multipart/form-data', 'audio/*', 'application/octet-stream')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @Answers(recording, 201)
  @Refuses('not-allowed', 'recording-too-large', 'storage-full', 'handed-in-too-much', 'idempotency-key-reused')
  async send(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Query({ schema: uploadQuery }) query: z.output<typeof uploadQuery>,
    @Req() request: FastifyRequest,
  ) {
    const { fileName, source } = await uploadedSound(request, query.fileName);
    const draftId = draftNamedBy(request);
    return presentRecording(await this.recordings.receive(actor, communeId, fileName, source, { draftId }), language);
  }

  @Get('communes/:id/recordings')
  @Operation('listRecordings', 'Recordings of a commune, newest first')
  @Answers(recordings)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    const { items, nextCursor } = await this.recordings.list(actor, communeId, query);
    return presentPage({ items: items.map((each) => presentRecording(each, language)), nextCursor });
  }

  @Get('recordings/:id')
  @Operation('getRecording', 'One recording and what became of it')
  @Answers(recording)
  @Refuses('not-found')
  async recording(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentRecording(await this.recordings.recording(actor, id), language);
  }

  @Post('recordings/:id/trims')
  @Operation(
    'trimRecording',
    'The same bytes with other marks, as a recording of its own',
    'Name it in the announcement instead of the one from before: what was approved with other marks is not approved with these.',
  )
  @Answers(recording, 201)
  @Refuses('not-found', 'not-allowed', 'recording-too-short')
  async trim(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: newTrim }) { trim }: NewTrim,
  ) {
    return presentRecording(await this.recordings.retrim(actor, id, trim), language);
  }

  @Get('recordings/:id/waveform')
  @Operation('getWaveform', 'How it looks: the file as it was sent, and the sound that horns play')
  @Answers(waveforms)
  @Refuses('not-found', 'recording-not-ready')
  waveform(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.recordings.shape(actor, id);
  }

  @Get('recordings/:id/sound')
  @AnswersBytes('audio/mpeg', PARTS)
  @Operation('listenToRecording', 'Exactly the bytes that the horns will play; takes `Range`')
  @Refuses('not-found', 'recording-not-ready', 'recording-removed', 'range-not-satisfiable')
  async sound(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rendition, state, removedAt } = await this.recordings.recording(actor, id);
    if (!rendition) throw new Problem('recording-not-ready', { state });
    requireKept([{ removedAt }]);
    await sendSound(this.sounds, { sha256: rendition.sha256, contentType: 'audio/mpeg' }, request, reply);
  }

  @Get('recordings/:id/original')
  @AnswersBytes('application/octet-stream', PARTS)
  @Operation('getOriginalRecording', 'The file as it was sent, as a download')
  @Refuses('not-found', 'recording-removed', 'range-not-satisfiable')
  async original(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { sha256, fileName, removedAt } = await this.recordings.recording(actor, id);
    requireKept([{ removedAt }]);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
    await sendSound(this.sounds, { sha256, contentType: 'application/octet-stream', disposition }, request, reply);
  }
}

/** The bytes of a repetition cannot be known by their request, only by what they are a draft of. */
function draftNamedBy({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? `request-${sha256Of(key)}` : null;
}
