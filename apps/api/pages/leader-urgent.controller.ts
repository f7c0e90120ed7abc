// What a leader does on the phone at once: confirm an emergency, drop it, end it, stop the sound; and be the second person for a code or a role.
import { Emergencies, SecondPerson, Stops } from '#application';
import type { Actor } from '#domain';
import { words } from '#words';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Page } from '../http/route-policy';
import { LeaderPages } from './leader-pages';
import { readerOf } from '../http/page-reply';

const named = z.object({ id: z.string().min(1).max(100) });
/** Held on the page, or the word typed by whoever cannot hold. */
const confirmationForm = named.extend({ held: z.literal('yes').optional(), word: z.string().max(20).default('') });
const endForm = named.extend({ allClear: z.enum(['yes', 'no']) });
const stopForm = z.object({ reason: z.string().trim().min(1).max(500) });

/** On the phone there is one stop: the whole commune, for an hour. Anything finer is done at the desk. */
const STOP_MINUTES = 60;

@ApiExcludeController()
@Page()
@Controller('leader')
export class LeaderUrgentController {
  constructor(
    private readonly pages: LeaderPages,
    private readonly emergencies: Emergencies,
    private readonly stops: Stops,
    private readonly secondPerson: SecondPerson,
  ) {}

  @Post('confirmations')
  confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: confirmationForm }) { id, held, word }: z.output<typeof confirmationForm>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { confirmWord } = words(readerOf(request).language).screens.leader;
    const isMeant = held === 'yes' || word.trim().toLocaleUpperCase() === confirmWord;
    return this.pages.done(actor, request, reply, {
      about: id,
      news: 'confirmed',
      needs: isMeant ? undefined : 'wrongWord',
      act: (by) => this.emergencies.confirm(by, id),
    });
  }

  @Post('rejections')
  reject(
    @CurrentActor() actor: Actor,
    @Body({ schema: named }) { id }: z.output<typeof named>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const act = this.emergencies.withdraw.bind(this.emergencies);
    return this.pages.done(actor, request, reply, { about: id, news: 'rejected', act: (by) => act(by, id) });
  }

  @Post('ends')
  end(
    @CurrentActor() actor: Actor,
    @Body({ schema: endForm }) { id, allClear }: z.output<typeof endForm>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.done(actor, request, reply, {
      about: id,
      news: 'endedNow',
      act: (by) => this.emergencies.end(by, id, { allClear: allClear === 'yes' }),
    });
  }

  @Post('stops')
  stop(
    @CurrentActor() actor: Actor,
    @Body({ schema: stopForm }) { reason }: z.output<typeof stopForm>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wish = { zoneIds: null, minutes: STOP_MINUTES, reason };
    return this.pages.done(actor, request, reply, {
      about: 'page',
      news: 'stopped',
      act: (by) => this.stops.stop(by, by.communeId, wish),
    });
  }

  @Post('lifts')
  lift(
    @CurrentActor() actor: Actor,
    @Body({ schema: named }) { id }: z.output<typeof named>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.done(actor, request, reply, { about: id, news: 'lifted', act: (by) => this.stops.lift(by, id) });
  }

  @Post('agreements')
  agree(
    @CurrentActor() actor: Actor,
    @Body({ schema: named }) { id }: z.output<typeof named>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const act = (by: Actor) => this.secondPerson.agree(by, id);
    return this.pages.done(actor, request, reply, { about: id, news: 'agreed', act });
  }

  @Post('objections')
  object(
    @CurrentActor() actor: Actor,
    @Body({ schema: named }) { id }: z.output<typeof named>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const act = (by: Actor) => this.secondPerson.refuse(by, id);
    return this.pages.done(actor, request, reply, { about: id, news: 'objected', act });
  }
}
