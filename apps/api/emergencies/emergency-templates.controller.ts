// Warnings that are prepared, and announcements that the province or civil defence hands in.
import { Announcements, EmergencyTemplates } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { announcement, presentAnnouncement } from '../announcements/announcement-shapes';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  announcementFromAbove,
  emergencyTemplate,
  emergencyTemplates,
  newTemplate,
  templateChange,
  type AnnouncementFromAbove,
  type NewTemplate,
  type TemplateChange,
} from './emergency-shapes';

@ApiTags('emergencies')
@SignedIn()
@Controller('api/v1')
export class EmergencyTemplatesController {
  constructor(
    private readonly templates: EmergencyTemplates,
    private readonly announcements: Announcements,
  ) {}

  @Post('communes/:id/emergency-templates')
  @Operation('createEmergencyTemplate', 'Prepare a warning from approved announcements; its sounds go to every pole')
  @Answers(emergencyTemplate, 201)
  @Refuses(
    'not-found',
    'not-allowed',
    'emergency-wrong-class',
    'announcement-not-approved',
    'not-as-approved',
    'recording-not-ready',
  )
  create(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: newTemplate }) draft: NewTemplate,
  ) {
    return this.templates.create(actor, communeId, draft);
  }

  @Get('communes/:id/emergency-templates')
  @Operation('listEmergencyTemplates', 'Prepared warnings, by name')
  @Answers(emergencyTemplates)
  @Refuses('not-found')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.templates.list(actor, communeId) };
  }

  @Patch('emergency-templates/:id')
  @NeedsIfMatch()
  @Operation('changeEmergencyTemplate', 'Change a prepared warning; other sounds go to every pole')
  @Answers(emergencyTemplate)
  @Refuses(
    'not-found',
    'not-allowed',
    'if-match-required',
    'edited-meanwhile',
    'emergency-wrong-class',
    'announcement-not-approved',
    'not-as-approved',
    'recording-not-ready',
  )
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: templateChange }) change: TemplateChange,
  ) {
    return this.templates.change(actor, id, revision, change);
  }

  @Delete('emergency-templates/:id')
  @Operation('removeEmergencyTemplate', 'Take a prepared warning away')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  remove(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.templates.remove(actor, id);
  }

  @Post('communes/:id/announcements/from-above')
  @Operation('takeAnnouncementFromAbove', 'Hand in an announcement of the province or civil defence, with its class')
  @Answers(announcement, 201)
  @Refuses('not-found', 'not-allowed', 'recording-not-ready')
  async takeFromAbove(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') communeId: string,
    @Body({ schema: announcementFromAbove }) draft: AnnouncementFromAbove,
  ) {
    return presentAnnouncement(await this.announcements.takeFromAbove(actor, communeId, draft), language);
  }
}
