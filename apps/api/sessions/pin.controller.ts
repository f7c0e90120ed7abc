// A PIN of one's own: six digits that prove who one is on a phone.
import { Proofs } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AnswersNothing, Operation, Refuses } from '../http/answers';
import { Unkeyed } from '../http/idempotency';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { callerOf } from '../http/session-cookie';
import { pinRequest, type PinRequest } from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me/pin')
export class PinController {
  constructor(private readonly proofs: Proofs) {}

  @Put()
  // What is kept of a request with a key is a quick hash of its body, from which a password could be guessed.
  @Unkeyed('set again it is the same PIN')
  @Operation('setPin', 'Set a PIN of six digits, in a session by password; the password proves who asks')
  @AnswersNothing()
  @Refuses('needs-password', 'pin-wrong', 'too-many-requests')
  set(
    @CurrentActor() actor: Actor,
    @Body({ schema: pinRequest }) { password, pin }: PinRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.proofs.setPin(actor, password, pin, callerOf(request));
  }
}
