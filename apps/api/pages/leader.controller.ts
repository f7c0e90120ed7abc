// The leader's phone page: the page itself, and the forms by which something is approved or given back.
import { Announcements, Bookings } from '#application';
import type { Actor } from '#domain';
import { LEADER_NEWS } from '#field';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Page } from '../http/route-policy';
import { LeaderPages } from './leader-pages';

const id = z.string().min(1).max(100);
const kind = z.enum(['booking', 'announcement']);

const pageQuery = z.object({ done: z.enum(LEADER_NEWS).optional().catch(undefined) });

const approvalForm = z.object({
  id,
  kind,
  digest: z.string().max(100),
  heard: z.literal('yes').optional(),
  order: z.enum(['before', 'after']).optional(),
});

const oneReason = z.string().max(200);
const returnForm = z.object({
  id,
  about: id,
  kind,
  reason: z.union([oneReason, z.array(oneReason).max(10)]).default([]),
  note: z.string().trim().max(500).default(''),
});

@ApiExcludeController()
@Page()
@Controller('leader')
export class LeaderController {
  constructor(
    private readonly pages: LeaderPages,
    private readonly bookings: Bookings,
    private readonly announcements: Announcements,
  ) {}

  @Get()
  page(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) { done }: z.output<typeof pageQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.show(actor, request, reply, done);
  }

  @Post('approvals')
  approve(
    @CurrentActor() actor: Actor,
    @Body({ schema: approvalForm }) form: z.output<typeof approvalForm>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id: about, kind: what, digest, heard, order } = form;
    return this.pages.done(actor, request, reply, {
      about,
      news: 'approved',
      needs: heard === 'yes' ? undefined : 'needHeard',
      act: async (by) => {
        if (what === 'booking') await this.bookings.approve(by, about, digest, order);
        else await this.announcements.approve(by, about, digest);
      },
    });
  }

  /** What was handed in goes back to its author; what was approved before is only not scheduled. */
  @Post('returns')
  giveBack(
    @CurrentActor() actor: Actor,
    @Body({ schema: returnForm }) { id: subject, about, kind: what, reason, note }: z.output<typeof returnForm>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const why = [...(typeof reason === 'string' ? [reason] : reason), note].filter(Boolean).join('. ');
    return this.pages.done(actor, request, reply, {
      about,
      news: 'returned',
      needs: why === '' ? 'needReason' : undefined,
      act: async (by) => {
        if (what === 'booking') await this.bookings.decline(by, subject, why);
        else await this.announcements.requestChanges(by, subject, why);
      },
    });
  }
}
