// Special days of a commune.
import { SpecialDays } from '#application';
import type { Actor } from '#domain';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { specialDays, specialDaysEntry, type SpecialDaysBody } from './special-day-shapes';

@ApiTags('places')
@SignedIn()
@Controller('api/v1')
export class SpecialDaysController {
  constructor(private readonly days: SpecialDays) {}

  @Get('communes/:id/special-days')
  @Operation('listSpecialDays', 'Its special days of every year, by date')
  @Answers(specialDays)
  @Refuses('not-found')
  async list(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return { items: await this.days.list(actor, communeId) };
  }

  @Post('communes/:id/special-days')
  @Operation(
    'enterSpecialDays',
    'Enter one name on one or many dates, such as those of the moon; where it stands already, it is replaced',
  )
  @Answers(specialDays, 201)
  @Refuses('not-found', 'not-allowed')
  async enter(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Body({ schema: specialDaysEntry }) entry: SpecialDaysBody,
  ) {
    return { items: await this.days.enter(actor, communeId, entry) };
  }

  @Delete('special-days/:id')
  @Operation('removeSpecialDay', 'Take one special day out')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string) {
    await this.days.remove(actor, id);
  }
}
