// Personal links at the desk: made, and taken back.
import { PersonalLinks } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Header, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { AnswersSecret } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { approvalLinkRequest, issuedLink, links, presentIssued, type ApprovalLinkRequest } from './link-shapes';

@ApiTags('links')
@SignedIn()
@Controller('api/v1')
export class LinkDeskController {
  constructor(private readonly links: PersonalLinks) {}

  @Get('communes/:id/links')
  @Operation('listLinks', 'Every personal link that was made, newest first, also those that are over')
  @Answers(links)
  @Refuses('not-found', 'not-allowed')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.links.list(actor, communeId) };
  }

  @Post('bookings/:id/approval-links')
  @AnswersSecret(true)
  @Header('Cache-Control', 'no-store')
  @Operation('issueApprovalLink', 'A link by which one person can approve the booking once, within a day')
  @Answers(issuedLink, 201)
  @Refuses('not-found', 'not-allowed', 'needs-password', 'approval-self', 'wrong-state')
  async forApproval(
    @CurrentActor() actor: Actor,
    @Param('id') bookingId: string,
    @Body({ schema: approvalLinkRequest }) { personId }: ApprovalLinkRequest,
  ) {
    return presentIssued(await this.links.issueForApproval(actor, bookingId, personId));
  }

  @Post('people/:id/village-link')
  @AnswersSecret(true)
  @Header('Cache-Control', 'no-store')
  @Operation('issueVillageLink', 'A link by which a village head says what was heard, for 180 days')
  @Answers(issuedLink, 201)
  @Refuses('not-found', 'not-allowed', 'needs-password')
  async forVillage(@CurrentActor() actor: Actor, @Param('id') personId: string) {
    return presentIssued(await this.links.issueForVillage(actor, personId));
  }

  @Delete('links/:id')
  @Operation('revokeLink', 'Take a personal link back, a village link with every other one of the same person')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.links.revoke(actor, id);
  }
}
