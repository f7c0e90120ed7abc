// The right to approve, handed over for a time.
import { Clock, Delegations } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { delegation, delegationRequest, delegations, type DelegationRequestBody } from './delegation-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1')
export class DelegationsController {
  constructor(
    private readonly delegations: Delegations,
    private readonly clock: Clock,
  ) {}

  @Get('communes/:id/delegations')
  @Operation('listDelegations', 'Who approves in whose place, newest first, also what is over')
  @Answers(delegations)
  @Refuses('not-found')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.delegations.list(actor, communeId) };
  }

  @Post('communes/:id/delegations')
  @Operation('delegateApproval', 'Hand one’s right to approve to another person for a time')
  @Answers(delegation, 201)
  @Refuses('not-found', 'not-allowed', 'bad-request', 'delegation-overlap')
  delegate(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: delegationRequest }) { toPersonId, from, until }: DelegationRequestBody,
  ) {
    return this.delegations.handOver(actor, communeId, { toPersonId, from: from ?? this.clock.now(), until });
  }

  @Delete('delegations/:id')
  @Operation(
    'endDelegation',
    'Take it back, or hand it back, before its time, with all else that the same person handed to the same deputy',
  )
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.delegations.end(actor, id);
  }
}
