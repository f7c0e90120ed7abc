// A PIN of one's own: six digits that prove who one is on a phone.
import { Proofs } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { pinRequest, type PinRequest } from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me/pin')
export class PinController {
  constructor(private readonly proofs: Proofs) {}

  @Put()
  @Operation('setPin', 'Set a PIN of six digits, in a session by password; the password proves who asks')
  @AnswersNothing()
  @Refuses('needs-password', 'pin-wrong', 'too-many-requests')
  set(@CurrentActor() actor: Actor, @Body({ schema: pinRequest }) { password, pin }: PinRequest): Promise<void> {
    return this.proofs.setPin(actor, password, pin);
  }
}
