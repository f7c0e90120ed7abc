// What opens and closes every buổi phát.
import { Signature } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, Operation, Refuses } from '../door/answers';
import { CurrentActor, SignedIn } from '../door/route-policy';
import { commune } from './place-shapes';

const signatureChoice = z
  .strictObject({ openingAnnouncementId: z.string().nullable(), closingAnnouncementId: z.string().nullable() })
  .meta({ id: 'SignatureChoice', description: 'Approved announcements; null: none' });

@ApiTags('places')
@SignedIn()
@Controller('api/v1/communes/:id/signature')
export class SignatureController {
  constructor(private readonly signature: Signature) {}

  @Put()
  @Operation('chooseSignature', 'Choose the sounds that open and close every rundown')
  @Answers(commune)
  @Refuses('not-found', 'not-allowed', 'announcement-not-approved')
  choose(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: signatureChoice }) choice: z.infer<typeof signatureChoice>,
  ) {
    return this.signature.choose(actor, communeId, choice);
  }
}
