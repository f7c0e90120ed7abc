// Where a box becomes the device of a pole: it trades its one-time code for a credential.
import { Enrolment } from '#application';
import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { Public } from '../http/route-policy';
import { enrolledDevice, enrolmentRequest, type EnrolmentRequest } from './device-shapes';

@ApiTags('devices')
@Public()
@Controller('device/v1/enrolments')
export class EnrolmentsController {
  constructor(
    private readonly enrolment: Enrolment,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Post()
  @Unkeyed('the one-time code is used up by it')
  @Operation('enrolDevice', 'Trade a one-time code for a credential and the public key of the commune')
  @Answers(enrolledDevice, 201)
  @Refuses('enrolment-code-invalid')
  async enrol(@Body({ schema: enrolmentRequest }) { code, publicKey }: EnrolmentRequest) {
    return { ...(await this.enrolment.enrol(code, publicKey)), mqttUrl: this.options.config.mqtt.publicUrl };
  }
}
