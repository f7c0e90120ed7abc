// The sounds that open and close every buổi phát of a commune.
import { Signature } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { commune, signatureChoice, type SignatureChoiceBody } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1/communes/:id/signature')
export class SignatureController {
  constructor(private readonly signature: Signature) {}

  @Put()
  @Operation('chooseSignature', 'Choose what opens and closes every rundown, among what was approved')
  @Answers(commune)
  @Refuses('not-found', 'not-allowed', 'announcement-not-approved')
  choose(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: signatureChoice }) choice: SignatureChoiceBody,
  ) {
    return this.signature.choose(actor, communeId, choice);
  }
}
