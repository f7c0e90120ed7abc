// "Khẩn cấp": what it would do, who asks, who confirms, how it ends.
import { Emergencies } from '#application';
import type { Actor, ProblemCode } from '#domain';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { pageQuery, presentPage, type PageQuery } from '../http/paging';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  emergencies,
  emergency,
  emergencyConsequence,
  emergencyEnd,
  emergencyRequest,
  emergencyView,
  withdrawalQuery,
  endedEmergencies,
  type EmergencyEnd,
  type EmergencyRequestBody,
  type WithdrawalQuery,
} from './emergency-shapes';

const CANNOT_SOUND: readonly ProblemCode[] = [
  'emergency-wrong-class',
  'recording-not-ready',
  'not-as-approved',
  'booking-no-zones',
  'booking-no-controllers',
];

@ApiTags('emergencies')
@SignedIn()
@Controller('api/v1')
export class EmergenciesController {
  constructor(private readonly emergencies: Emergencies) {}

  @Post('communes/:id/emergencies/check')
  @Unkeyed('asks, and changes nothing')
  @Operation('checkEmergency', 'Whom it would reach, who is offline, what it would interrupt. Changes nothing')
  @Answers(emergencyConsequence)
  @Refuses('not-found', 'not-allowed', ...CANNOT_SOUND)
  check(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: emergencyRequest }) request: EmergencyRequestBody,
  ) {
    return this.emergencies.check(actor, communeId, request);
  }

  @Post('communes/:id/emergencies')
  @Operation(
    'requestEmergency',
    'Ask for it; another person has 60 seconds to confirm. The same asked again comes to the request that waits',
  )
  @Answers(emergencyView, 201)
  @Refuses('not-found', 'not-allowed', 'announcement-not-submitted', 'emergency-running', ...CANNOT_SOUND)
  request(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: emergencyRequest }) request: EmergencyRequestBody,
  ) {
    return this.emergencies.request(actor, communeId, request);
  }

  @Post('communes/:id/emergencies/break-glass')
  @Operation(
    'breakGlass',
    'One person alone, with a reason: on air at once, every leader is told, one of them has to sign',
  )
  @Answers(emergencyView, 201)
  @Refuses(
    'not-found',
    'not-allowed',
    'emergency-needs-reason',
    'announcement-not-submitted',
    'emergency-running',
    ...CANNOT_SOUND,
  )
  breakGlass(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: emergencyRequest }) request: EmergencyRequestBody,
  ) {
    return this.emergencies.breakGlass(actor, communeId, request);
  }

  @Post('communes/:id/emergencies/from-above')
  @Operation(
    'emergencyFromAbove',
    'From the province or civil defence: on air at once; a local one gives way in its zones',
  )
  @Answers(emergencyView, 201)
  @Refuses('not-found', 'not-allowed', ...CANNOT_SOUND)
  fromAbove(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: emergencyRequest }) request: EmergencyRequestBody,
  ) {
    return this.emergencies.fromAbove(actor, communeId, request);
  }

  @Get('communes/:id/emergencies')
  @Operation('listEmergencies', 'Emergencies of a commune, newest first')
  @Answers(emergencies)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return presentPage(await this.emergencies.list(actor, communeId, query));
  }

  @Get('emergencies/:id')
  @Operation('getEmergency', 'One emergency')
  @Answers(emergency)
  @Refuses('not-found')
  emergency(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.emergencies.emergency(actor, id);
  }

  @Post('emergencies/:id/confirmation')
  @Operation('confirmEmergency', 'The second person confirms, and it goes on air; what was only handed in is approved')
  @Answers(emergencyView)
  @Refuses(
    'not-found',
    'not-allowed',
    'emergency-same-person',
    'emergency-request-expired',
    'emergency-request-closed',
    'approval-self',
    'approval-stale',
    'not-as-approved',
    'emergency-running',
    'wrong-state',
  )
  confirm(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.emergencies.confirm(actor, id);
  }

  @Post('emergencies/:id/withdrawal')
  @Operation(
    'withdrawEmergency',
    'Take back a request that nobody confirmed yet; with `isOver` also the others about the same in the same places',
  )
  @Answers(emergency)
  @Refuses('not-found', 'not-allowed', 'wrong-state')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: withdrawalQuery }) how: WithdrawalQuery,
  ) {
    return this.emergencies.withdraw(actor, id, how);
  }

  @Post('emergencies/:id/end')
  @Operation('endEmergency', 'Silence at once, then the all-clear if asked for; one person is enough')
  @Answers(endedEmergencies)
  @Refuses(
    'not-found',
    'not-allowed',
    'emergency-no-all-clear',
    'booking-no-controllers',
    'not-as-approved',
    'wrong-state',
  )
  async end(@CurrentActor() actor: Actor, @Param('id') id: string, @Body({ schema: emergencyEnd }) how: EmergencyEnd) {
    return { items: await this.emergencies.end(actor, id, how) };
  }
}
