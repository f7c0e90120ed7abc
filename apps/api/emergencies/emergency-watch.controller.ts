// "Khẩn cấp" as it is followed: what waits for the second person, how it stands in every village, and the word that the danger is over.
import { AllClears, EmergencyWatch, type EmergencyLive } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { emergency } from './emergency-shapes';
import { emergencyLive, openEmergencies, presentLive } from './emergency-watch-shapes';

@ApiTags('emergencies')
@SignedIn()
@Controller('api/v1')
export class EmergencyWatchController {
  constructor(
    private readonly watch: EmergencyWatch,
    private readonly allClears: AllClears,
  ) {}

  @Get('communes/:id/emergencies/open')
  @Operation(
    'listOpenEmergencies',
    'Those that wait for a second person and those on air; apart from them those that are just over',
  )
  @Answers(openEmergencies)
  @Refuses('not-found')
  async open(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') communeId: string) {
    const { open, justOver } = await this.watch.watched(actor, communeId);
    const presented = (some: readonly EmergencyLive[]) => some.map((each) => presentLive(each, language));
    return { items: presented(open), justOver: presented(justOver) };
  }

  @Get('emergencies/:id/live')
  @Operation('followEmergency', 'One emergency with its sounds, who may confirm it, and how it stands in every village')
  @Answers(emergencyLive)
  @Refuses('not-found')
  async live(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentLive(await this.watch.live(actor, id), language);
  }

  @Post('emergencies/:id/all-clear')
  @Operation('declareAllClear', 'Say that the danger is over, after the warning has ended or run out')
  @Answers(emergency, 201)
  @Refuses(
    ...(['not-found', 'not-allowed', 'emergency-no-all-clear', 'booking-no-controllers', 'not-as-approved'] as const),
    ...(['emergency-running', 'wrong-state'] as const),
  )
  allClear(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.allClears.declare(actor, id);
  }
}
