// The keys by which loudspeakers believe the commune: seen by whoever reads the log, changed by an administrator.
import { KeyChanges } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { communeKeys, keyChange, type KeyChangeBody } from './key-shapes';

@ApiTags('keys')
@SignedIn()
@Controller('api/v1/communes/:id/keys')
export class KeysController {
  constructor(private readonly keys: KeyChanges) {}

  @Get()
  @Operation('getKeys', 'Which signing key counts, which loudspeakers hold it, and until when the one before is good')
  @Answers(communeKeys)
  @Refuses('not-found', 'not-allowed')
  view(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.keys.view(actor, communeId);
  }

  @Post('changes')
  @Operation('changeKey', 'Put the next signing key in the place of the newest; the loudspeakers follow by themselves')
  @Answers(communeKeys)
  @Refuses('not-found', 'not-allowed', 'edited-meanwhile', 'next-key-lost')
  change(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: keyChange }) { serial, overlapDays }: KeyChangeBody,
  ) {
    return this.keys.change(actor, communeId, serial, overlapDays);
  }

  @Post('drill-changes')
  @Operation('changeDrillKey', 'Put another key in the place of the one that signs drills')
  @Answers(communeKeys)
  @Refuses('not-found', 'not-allowed')
  changeDrillKey(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.keys.changeDrillKey(actor, communeId);
  }
}
