// Codes by which a technician gives a pole its box.
import { Enrolment } from '#application';
import type { Actor } from '#domain';
import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswersSecret } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { enrolmentCode } from './device-shapes';

@ApiTags('devices')
@SignedIn()
@Controller('api/v1/controllers/:id/enrolment-codes')
export class EnrolmentCodesController {
  constructor(private readonly enrolment: Enrolment) {}

  @Post()
  @AnswersSecret(true)
  @Operation('issueEnrolmentCode', 'A one-time code for the box that will hang on this pole')
  @Answers(enrolmentCode, 201)
  @Refuses('not-found', 'not-allowed')
  issue(@CurrentActor() actor: Actor, @Param('id') controllerId: string) {
    return this.enrolment.issueCode(actor, controllerId);
  }
}
