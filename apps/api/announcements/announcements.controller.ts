// Announcements: written, edited, handed in, approved, sent back.
import { Announcements } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { presentPage } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  announcement,
  announcementChange,
  announcementQuery,
  announcements,
  approval,
  changesRequest,
  newAnnouncement,
  presentAnnouncement,
  type AnnouncementChange,
  type AnnouncementQuery,
  type ApprovalRequest,
  type ChangesRequest,
  type NewAnnouncement,
} from './announcement-shapes';

@ApiTags('announcements')
@SignedIn()
@Controller('api/v1')
export class AnnouncementsController {
  constructor(private readonly announcements: Announcements) {}

  @Post('communes/:id/announcements')
  @Operation('createAnnouncement', 'Write an announcement')
  @Answers(announcement, 201)
  @Refuses('not-allowed', 'not-found')
  async create(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: newAnnouncement }) draft: NewAnnouncement,
  ) {
    return presentAnnouncement(await this.announcements.create(actor, communeId, draft), language);
  }

  @Get('communes/:id/announcements')
  @Operation('listAnnouncements', 'Announcements of a commune, newest first')
  @Answers(announcements)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: announcementQuery }) { mine, ...page }: AnnouncementQuery,
  ) {
    return presentPage(await this.announcements.list(actor, communeId, page, { mine: mine === 'yes' }));
  }

  @Get('announcements/:id')
  @Operation('getAnnouncement', 'One announcement with its recordings')
  @Answers(announcement)
  @Refuses('not-found')
  async announcement(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentAnnouncement(await this.announcements.announcement(actor, id), language);
  }

  @Patch('announcements/:id')
  @NeedsIfMatch()
  @Operation('editAnnouncement', 'Edit it; a change of title, sound, script, language or class voids its approvals')
  @Answers(announcement)
  @Refuses(
    'not-found',
    'not-allowed',
    'if-match-required',
    'edited-meanwhile',
    'wrong-state',
    'announcement-class-fixed',
  )
  async edit(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: announcementChange }) change: AnnouncementChange,
  ) {
    return presentAnnouncement(await this.announcements.edit(actor, id, revision, change), language);
  }

  @Post('announcements/:id/submit')
  @Operation('submitAnnouncement', 'Hand it in for approval')
  @Answers(announcement)
  @Refuses('not-found', 'not-allowed', 'recording-not-ready', 'announcement-has-no-sound', 'wrong-state')
  async submit(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentAnnouncement(await this.announcements.submit(actor, id), language);
  }

  @Post('announcements/:id/approve')
  @Operation('approveAnnouncement', 'Approve the content alone; its bookings need their own approval')
  @Answers(announcement)
  @Refuses('not-found', 'not-allowed', 'approval-self', 'approval-stale', 'announcement-not-submitted')
  async approve(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: approval }) { digest }: ApprovalRequest,
  ) {
    return presentAnnouncement(await this.announcements.approve(actor, id, digest), language);
  }

  @Post('announcements/:id/request-changes')
  @Operation('requestChanges', 'Send it back with a note')
  @Answers(announcement)
  @Refuses('not-found', 'not-allowed', 'note-required', 'wrong-state')
  async requestChanges(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Body({ schema: changesRequest }) { note }: ChangesRequest,
  ) {
    return presentAnnouncement(await this.announcements.requestChanges(actor, id, note), language);
  }
}
