// The village head's page. Every act is a form that leads back to the page, so that it works without scripts.
import { Confirmations, Stops, VillageDays } from '#application';
import { CONFIRMATION_ANSWERS, Problem, type Actor } from '#domain';
import { noVillagePage, VILLAGE_VIEWS, villagePage, type VillagePage } from '#field';
import { problemText } from '#words';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PROBLEM_STATUS } from '../http/problem-status';
import { CurrentActor, Page } from '../http/route-policy';
import { readerOf, sendPage } from '../http/page-reply';

const id = z.string().min(1).max(100);
const pageQuery = z.object({
  village: id.optional(),
  view: z.enum(VILLAGE_VIEWS).default('today'),
  said: id.optional(),
  undone: id.optional(),
});
type PageQuery = z.output<typeof pageQuery>;

const about = z.object({
  rundownId: id,
  airingId: z
    .string()
    .max(100)
    .transform((airingId) => airingId || null),
  village: id,
  view: z.enum(VILLAGE_VIEWS).default('today'),
});
type About = z.output<typeof about>;
const word = about.extend({ answer: z.enum(CONFIRMATION_ANSWERS), note: z.string().trim().max(1_000).default('') });
type Word = z.output<typeof word>;
const mute = z.object({ village: id, reason: z.string().trim().max(200).default('') });
type Mute = z.output<typeof mute>;
const lift = z.object({ village: id, stopId: id });
type Lift = z.output<typeof lift>;

@ApiExcludeController()
@Page({ signInAt: '/village/sign-in' })
@Controller('village')
export class VillageController {
  constructor(
    private readonly villages: VillageDays,
    private readonly confirmations: Confirmations,
    private readonly stops: Stops,
  ) {}

  @Get()
  page(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(actor, query, request, reply);
  }

  @Post('words')
  say(
    @CurrentActor() actor: Actor,
    @Body({ schema: word }) said: Word,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rundownId, airingId, answer, note } = said;
    return this.act(actor, request, reply, said, { said: rundownId }, async () => {
      await this.confirmations.confirm(actor, rundownId, answer, note, airingId);
    });
  }

  @Post('words/withdrawn')
  undo(
    @CurrentActor() actor: Actor,
    @Body({ schema: about }) said: About,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { rundownId, airingId } = said;
    return this.act(actor, request, reply, said, { undone: rundownId }, () =>
      this.confirmations.withdraw(actor, rundownId, airingId),
    );
  }

  @Post('mute')
  mute(
    @CurrentActor() actor: Actor,
    @Body({ schema: mute }) asked: Mute,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(actor, request, reply, asked, {}, async () => {
      await this.stops.mute(actor, asked.village, asked.reason);
    });
  }

  @Post('mute/lifted')
  lift(
    @CurrentActor() actor: Actor,
    @Body({ schema: lift }) asked: Lift,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(actor, request, reply, asked, {}, async () => {
      await this.stops.lift(actor, asked.stopId);
    });
  }

  /** Does it and leads back to the page; a refusal is shown on the page itself. */
  private async act(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    { village, view = 'today' }: { readonly village: string; readonly view?: VillagePage['view'] },
    done: Pick<PageQuery, 'said' | 'undone'>,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      return this.show(actor, { village, view }, request, reply, refusal);
    }
    const rundownId = done.said ?? done.undone;
    const fragment = rundownId === undefined ? '' : `#broadcast-${rundownId}`;
    await reply.redirect(`/village?${new URLSearchParams({ village, view, ...done }).toString()}${fragment}`, 303);
  }

  private async show(
    actor: Actor,
    { village, view, said, undone }: PageQuery,
    request: FastifyRequest,
    reply: FastifyReply,
    refusal?: Problem,
  ): Promise<void> {
    const preferences = readerOf(request);
    const own = await this.villages.own(actor);
    const shown = own.find(({ id: villageId }) => villageId === village) ?? own[0];
    if (own.length === 0) return sendPage(reply, preferences, noVillagePage(preferences));
    // Somebody else's village is not shown, whatever the address says.
    if (!shown || (village !== undefined && shown.id !== village)) throw new Problem('not-found');
    const page = villagePage({
      preferences,
      days: await this.villages.days(actor, shown.id),
      own,
      view,
      personId: actor.personId,
      strength: actor.strength,
      just: justOf(said, undone),
      refusal: refusal && problemText(preferences.language, refusal.code, refusal.values),
    });
    await sendPage(refusal ? reply.status(PROBLEM_STATUS[refusal.code]) : reply, preferences, page);
  }
}

function justOf(said: string | undefined, undone: string | undefined): VillagePage['just'] {
  if (said !== undefined) return { rundownId: said, done: 'said' };
  return undone === undefined ? undefined : { rundownId: undone, done: 'undone' };
}
