// Rundowns and playbacks: what will sound, what sounded, and what people heard.
import { Board, Clock, Confirmations, Places } from '#application';
import { addDays, instantOf, localDateOf, Problem, DAY_MS, type Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  confirmation,
  confirmationRequest,
  playbackInFull,
  rundown,
  rundownQuery,
  rundowns,
  type ConfirmationRequest,
  withdrawalQuery,
  type RundownQuery,
  type WithdrawalQuery,
} from './rundown-shapes';

/** The longest stretch that one question may ask for. */
const MAX_SPAN_MS = 62 * DAY_MS;

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class RundownsController {
  constructor(
    private readonly board: Board,
    private readonly places: Places,
    private readonly confirmations: Confirmations,
    private readonly clock: Clock,
  ) {}

  @Get('communes/:id/rundowns')
  @Operation('listRundowns', 'Rundowns that overlap [from, to); today and tomorrow unless asked otherwise')
  @Answers(rundowns)
  @Refuses('not-found')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: rundownQuery }) query: RundownQuery,
  ) {
    const { timeZone } = await this.places.commune(actor, communeId);
    const today = localDateOf(this.clock.now(), timeZone);
    const from = query.from ?? instantOf(today, '00:00', timeZone);
    const to = query.to ?? instantOf(addDays(today, 2), '00:00', timeZone);
    if (to - from > MAX_SPAN_MS) throw new Problem('bad-request', { field: 'to', maxSpanMs: MAX_SPAN_MS });
    return { items: await this.board.rundowns(actor, communeId, from, to) };
  }

  @Get('rundowns/:id')
  @Operation('getRundown', 'One rundown: every entry, each of its playbacks, and the word of people')
  @Answers(rundown)
  @Refuses('not-found')
  rundown(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.board.rundown(actor, id);
  }

  @Get('playbacks/:id')
  @Operation('getPlayback', 'The exact state of one playback, its evidence, and how it came about')
  @Answers(playbackInFull)
  @Refuses('not-found')
  playback(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.board.playback(actor, id);
  }

  @Post('rundowns/:id/confirmations')
  @Operation('confirmRundown', 'Say what was heard in the village; saying it again replaces it')
  @Answers(confirmation, 201)
  @Refuses('not-found', 'not-allowed', 'rundown-not-over', 'confirmation-too-late')
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: confirmationRequest }) { answer, note, airingId }: ConfirmationRequest,
  ) {
    return this.confirmations.confirm(actor, id, answer, note, airingId);
  }

  @Delete('rundowns/:id/confirmations')
  @Operation('withdrawConfirmation', 'Take the own word back; the log keeps it. Without one nothing changes')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'confirmation-too-late')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: withdrawalQuery }) { airingId }: WithdrawalQuery,
  ): Promise<void> {
    return this.confirmations.withdraw(actor, id, airingId);
  }
}
