// The recorder's page, and its plain form for browsers without scripts.
import { Announcements, Recordings, UnitOfWork } from '#application';
import { mayDo, Problem, type Actor } from '#domain';
import { recordPage, type RecordPage } from '#field';
import { problemText, type ProblemText } from '#words';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Page } from '../http/route-policy';
import { uploadedSound } from '../recordings/uploaded-sound';
import { readerOf, sendPage } from '../http/page-reply';

const recordQuery = z.object({ for: z.literal('village').optional(), sent: z.literal('file').optional() });
type RecordQuery = z.output<typeof recordQuery>;

const submitForm = z.object({ id: z.string().max(100) });
type SubmitForm = z.output<typeof submitForm>;

const fileForm = z.object({ title: z.string().trim().min(1).max(200), language: z.string().regex(/^[a-z]{2,3}$/) });

/** As many of one's own as a phone shows. */
const SHOWN = 20;

@ApiExcludeController()
@Page()
@Controller('record')
export class RecordController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: Recordings,
    private readonly announcements: Announcements,
  ) {}

  @Get()
  record(
    @CurrentActor() actor: Actor,
    @Query({ schema: recordQuery }) query: RecordQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(actor, request, reply, query.for, query.sent && 'received');
  }

  /** The fields stand before the file in the form, so they are read when it comes. */
  @Post()
  async receive(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orSay(actor, request, reply, async () => {
      const { fileName, source, fields } = await uploadedSound(request, undefined);
      const { title, language } = formOf(fields);
      const { id: recordingId } = await this.recordings.receive(actor, actor.communeId, fileName, source);
      const versions = [{ language, recordingId, script: '' }];
      const draft = { title, category: '', messageClass: 'normal', versions } as const;
      await this.announcements.create(actor, actor.communeId, draft);
      await reply.redirect('/record?sent=file', 303);
    });
  }

  @Post('submit')
  async submit(
    @CurrentActor() actor: Actor,
    @Body({ schema: submitForm }) { id }: SubmitForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orSay(actor, request, reply, async () => {
      await this.announcements.submit(actor, id);
      await reply.redirect('/record', 303);
    });
  }

  /** Without scripts a refusal is told on the page itself. */
  private async orSay(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      const said = problemText(readerOf(request).language, refusal.code, refusal.values);
      await this.show(actor, request, reply, undefined, said);
    }
  }

  private async show(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    forWhom: RecordQuery['for'],
    said?: ProblemText | 'received',
  ): Promise<void> {
    const { communeId, personId, grants } = actor;
    const preferences = readerOf(request);
    const villages = await this.unitOfWork.read.places.villages(communeId);
    const { items: mine } = await this.announcements.list(actor, communeId, { limit: SHOWN }, { mine: true });
    const ownVillageIds = [...new Set(grants.flatMap(({ villageId }) => villageId ?? []))];
    const village = forWhom === 'village' ? await this.ownVillage(actor) : undefined;
    const page = { preferences, communeId, personId, villages, ownVillageIds, village, mine, said };
    return sendPage(reply, preferences, recordPage(page));
  }

  /** Where this person may speak without asking. Throws Problem `not-allowed`, `village-notice-off`. */
  private async ownVillage(actor: Actor): Promise<NonNullable<RecordPage['village']>> {
    const { communeId } = actor;
    const { read } = this.unitOfWork;
    const own = (await read.places.villages(communeId)).find(
      ({ id }) =>
        actor.grants.some(({ villageId }) => villageId === id) &&
        mayDo(actor, 'village.notice', { communeId, villageId: id }),
    );
    if (!own) throw new Problem('not-allowed', { act: 'village.notice' });
    const { allowed, maxDurationMs } = (await read.places.commune(communeId))!.rules.villageNotices;
    if (!allowed) throw new Problem('village-notice-off');
    return { id: own.id, name: `${own.label} ${own.name}`, maxDurationMs };
  }
}

function formOf(fields: Readonly<Record<string, string>>): z.output<typeof fileForm> {
  const read = fileForm.safeParse(fields);
  if (!read.success) throw new Problem('bad-request', { issues: read.error.issues });
  return read.data;
}
