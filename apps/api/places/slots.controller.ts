// The time slots of a commune.
import { Slots } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { ExpectedRevision, NeedsIfMatch } from '../http/if-match';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { slot, slotChange, slotDraft, type SlotChangeBody, type SlotDraftBody } from './place-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class SlotsController {
  constructor(private readonly slots: Slots) {}

  @Post('communes/:id/slots')
  @Operation('createSlot', 'Add a time slot; `to` at or before `from` is across midnight')
  @Answers(slot, 201)
  @Refuses('not-found', 'not-allowed', 'name-taken', 'slot-overlap', 'slot-too-short')
  create(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: slotDraft }) draft: SlotDraftBody,
  ) {
    return this.slots.create(actor, communeId, draft);
  }

  @Patch('slots/:id')
  @NeedsIfMatch()
  @Operation('changeSlot', 'Rename or move a time slot; bookings that name it go with it')
  @Answers(slot)
  @Refuses(
    'not-found',
    'not-allowed',
    'if-match-required',
    'edited-meanwhile',
    'name-taken',
    'slot-overlap',
    'slot-too-short',
  )
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ExpectedRevision() revision: number,
    @Body({ schema: slotChange }) change: SlotChangeBody,
  ) {
    return this.slots.change(actor, id, revision, change);
  }

  @Delete('slots/:id')
  @Operation('retireSlot', 'Take a time slot out that no open booking names')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'place-in-use')
  retire(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.slots.retire(actor, id);
  }
}
