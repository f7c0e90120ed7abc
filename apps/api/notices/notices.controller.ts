// One's own notices: listed, marked as read.
import { Notices } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { notices, presentNotice } from './notice-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me/notices')
export class NoticesController {
  constructor(private readonly notices: Notices) {}

  @Get()
  @Operation('listNotices', 'What I am told, newest first, in the language of the request')
  @Answers(notices)
  async list(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    const { items, nextCursor } = await this.notices.list(actor, query);
    return presentPage({ items: items.map((notice) => presentNotice(notice, language)), nextCursor });
  }

  @Post(':id/read')
  @Operation('readNotice', 'Mark a notice of one’s own as read')
  @AnswersNothing()
  @Refuses('not-found')
  read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.notices.markRead(actor, id);
  }
}
