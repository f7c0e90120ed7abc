// How every pole is doing, one of them in full, and silence about poles that somebody is seeing to.
import { PoleAlerts, Poles } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import {
  mutedUntil,
  poleBoard,
  poleInFull,
  poleMute,
  poleQuery,
  presentPoleBoard,
  type PoleMuteBody,
  type PoleQuery,
} from './pole-shapes';

@ApiTags('board')
@SignedIn()
@Controller('api/v1')
export class PolesController {
  constructor(
    private readonly poles: Poles,
    private readonly alerts: PoleAlerts,
  ) {}

  @Get('communes/:id/poles')
  @Operation('listPoles', 'How every pole is doing: line, programme, sounds, clock, the last 24 hours, what plays')
  @Answers(poleBoard)
  @Refuses('not-found')
  async board(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: poleQuery }) asked: PoleQuery,
  ) {
    return presentPoleBoard(await this.poles.board(actor, communeId, asked));
  }

  @Get('poles/:id')
  @Operation('getPole', 'One pole with its log and its last playbacks, newest first')
  @Answers(poleInFull)
  @Refuses('not-found')
  pole(@CurrentActor() actor: Actor, @Param('id') controllerId: string) {
    return this.poles.pole(actor, controllerId);
  }

  @Post('communes/:id/pole-mutes')
  @Operation('mutePoles', 'Tell nobody about absences of these poles for 1, 4 or 8 hours')
  @Answers(mutedUntil, 201)
  @Refuses('not-found', 'not-allowed')
  mute(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: poleMute }) { controllerIds, hours }: PoleMuteBody,
  ) {
    return this.alerts.mute(actor, communeId, controllerIds, hours);
  }

  @Delete('poles/:id/mute')
  @Operation('unmutePole', 'Tell people about the pole again')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  unmute(@CurrentActor() actor: Actor, @Param('id') controllerId: string) {
    return this.alerts.unmute(actor, controllerId);
  }
}
