// "Tối nay phát gì": the next 24 hours, village by village, each line with its why.
import { Tonight } from '#application';
import type { Actor } from '#domain';
import { anomalyTexts, notForecastText, tonightWhy, type Language } from '#words';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { AnswerLanguage } from '../http/request-language';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { tonight } from './tonight-shapes';

@ApiTags('air')
@SignedIn()
@Controller('api/v1')
export class TonightController {
  constructor(private readonly tonight: Tonight) {}

  @Get('communes/:id/tonight')
  @Operation('getTonight', 'What will sound in the next 24 hours, where, and why')
  @Answers(tonight)
  @Refuses('not-found')
  async ofCommune(@CurrentActor() actor: Actor, @Param('id') communeId: string, @AnswerLanguage() language: Language) {
    const view = await this.tonight.tonight(actor, communeId);
    const { timeZone } = view.commune;
    return {
      ...view,
      villages: view.villages.map(({ village, lines, notForecast }) => ({
        village,
        notForecast: notForecast.map((failure) => notForecastText(language, failure)),
        lines: lines.map((line) => ({
          ...line,
          why: tonightWhy(language, line, timeZone).join(' · '),
          warnings: anomalyTexts(language, line),
        })),
      })),
    };
  }
}
