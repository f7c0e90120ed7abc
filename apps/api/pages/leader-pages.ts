// How the leader's page is shown: as it stands, after a form was done, and with what was refused beside the thing it is about.
import { LeaderOverview } from '#application';
import { Problem, type Actor } from '#domain';
import { leaderPage, type LeaderNeed, type LeaderNews, type LeaderPage } from '#field';
import { notForecastText, noticeText, problemText } from '#words';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConflictTexts } from '../bookings/conflict-texts';
import { PROBLEM_STATUS } from '../http/problem-status';
import { readerOf, sendPage } from '../http/page-reply';
import { ProofForms } from './proof-forms';

/** One form: what it does, what is said when it is done, and the thing it is about when it is refused. */
interface LeaderForm {
  readonly about: string;
  readonly news: LeaderNews;
  /** What the form does not say and must; nothing is done then. */
  readonly needs?: LeaderNeed | undefined;
  /** Done by the actor as they are when a proof that came with it was looked at. */
  readonly act: (actor: Actor) => Promise<unknown>;
}

type More = Pick<LeaderPage, 'news' | 'refusal'>;

@Injectable()
export class LeaderPages {
  constructor(
    private readonly overview: LeaderOverview,
    private readonly texts: ConflictTexts,
    private readonly proofForms: ProofForms,
  ) {}

  /** The page; whom it does not concern is led home. */
  async show(actor: Actor, request: FastifyRequest, reply: FastifyReply, news: LeaderNews | undefined): Promise<void> {
    if (!this.overview.isFor(actor)) return void (await reply.redirect('/home', 303));
    await this.send(request, reply, actor, { news });
  }

  /** Does what a form asks for, and leads back to the page, so that loading it anew does nothing twice. */
  async done(
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
    { about, news, needs, act }: LeaderForm,
  ): Promise<void> {
    const { language } = readerOf(request);
    if (needs !== undefined) {
      void reply.status(422);
      return this.send(request, reply, actor, { refusal: { about, said: needs } });
    }
    try {
      await act(await this.proofForms.proven(actor, request));
    } catch (refusal) {
      if (!(refusal instanceof Problem) || !this.overview.isFor(actor)) throw refusal;
      if (this.proofForms.isAbout(refusal, request)) return this.proofForms.ask(actor, request, reply, refusal);
      const said = problemText(language, refusal.code, refusal.values);
      void reply.status(PROBLEM_STATUS[refusal.code]);
      return this.send(request, reply, actor, { refusal: { about, said } });
    }
    await reply.redirect(`/leader?done=${news}`, 303);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, actor: Actor, more: More): Promise<void> {
    const preferences = readerOf(request);
    const { language } = preferences;
    const { communeId, personId, name } = actor;
    const { waiting, notices, ...view } = await this.overview.view(actor);
    const cards = waiting.map(async (each) => {
      const conflicts = each.forecast?.conflicts ?? [];
      const told = await this.texts.conflicts(communeId, conflicts, language);
      const warnings = await this.texts.warnings(communeId, each.booking?.warnings ?? [], language);
      const asksOrder = conflicts.length > 0 && conflicts.every(({ kind }) => kind === 'priority-order');
      const texts = (those: readonly { readonly detail: string }[]) => [...new Set(those.map(({ detail }) => detail))];
      const conflictTexts = each.notForecast ? [notForecastText(language, each.notForecast)] : texts(told);
      return { ...each, conflictTexts, warningTexts: texts(warnings), asksOrder };
    });
    const page = {
      ...view,
      ...more,
      preferences,
      personId,
      name,
      cards: await Promise.all(cards),
      notices: notices.map((notice) => ({ id: notice.id, at: notice.at, text: noticeText(language, notice) })),
    };
    await sendPage(reply, preferences, leaderPage(page));
  }
}
