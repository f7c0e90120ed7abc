// The simulated poles of the demo: what is broken at them, and breaking and mending it. A real installation answers as if the address were none.
import { PoleTraining } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { poleFault, simulatedPoles, type PoleFaultBody } from './simulator-shapes';

@ApiTags('devices')
@SignedIn()
@Controller('api/v1/communes/:id/simulator')
export class SimulatorController {
  constructor(private readonly training: PoleTraining) {}

  @Get()
  @Operation(
    'listSimulatedPoles',
    'The simulated poles of the demo, and what is broken at each; there are none in production',
  )
  @Answers(simulatedPoles)
  @Refuses('not-found', 'not-allowed')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.training.poles(actor, communeId) };
  }

  @Put('faults')
  @Unkeyed('what is broken already stays so')
  @Operation('setPoleFault', 'Break something at simulated poles, or mend it')
  @Answers(simulatedPoles)
  @Refuses('not-found', 'not-allowed')
  async setFault(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: poleFault }) { controllerIds, fault, on }: PoleFaultBody,
  ) {
    return { items: await this.training.setFault(actor, communeId, controllerIds, fault, on) };
  }
}
