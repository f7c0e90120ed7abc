// Why: the chain of reasons of one airing, and of a minute in a village.
import { Explanations } from '#application';
import type { Actor } from '#domain';
import type { Language } from '#words';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { moment, momentQuery, presentMoment, presentWhy, why, type MomentQuery } from './why-shapes';

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class WhyController {
  constructor(private readonly whys: Explanations) {}

  @Get('airings/:id/why')
  @Operation('whyAiring', 'Why an airing sounds, sounded, or does not: every link from the microphone to the ear')
  @Answers(why)
  @Refuses('not-found')
  async airing(@CurrentActor() actor: Actor, @AnswerLanguage() language: Language, @Param('id') id: string) {
    return presentWhy(await this.whys.ofAiring(actor, id), language);
  }

  @Get('villages/:id/at')
  @Operation('whyInVillage', 'What a village hears in one minute and why, or why it hears nothing')
  @Answers(moment)
  @Refuses('not-found')
  async village(
    @CurrentActor() actor: Actor,
    @AnswerLanguage() language: Language,
    @Param('id') id: string,
    @Query({ schema: momentQuery }) { instant }: MomentQuery,
  ) {
    return presentMoment(await this.whys.inVillage(actor, id, instant), language);
  }
}
