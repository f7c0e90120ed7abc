// What people below the poles complain about, at the desk.
import { Complaints } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { complaint, complaintAnswer, complaints, type ComplaintAnswerBody } from './complaint-shapes';

@ApiTags('villages')
@SignedIn()
@Controller('api/v1')
export class ComplaintsController {
  constructor(private readonly complaints: Complaints) {}

  @Get('communes/:id/complaints')
  @Operation('listComplaints', 'What people below the poles complain about, newest first')
  @Answers(complaints)
  @Refuses('not-found', 'not-allowed')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return presentPage(await this.complaints.list(actor, communeId, query));
  }

  @Post('complaints/:id/close')
  @Operation('closeComplaint', 'Close it, with an answer that whoever complained can read, or without a word')
  @Answers(complaint)
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: complaintAnswer }) { answer }: ComplaintAnswerBody,
  ) {
    return this.complaints.close(actor, id, answer);
  }
}
