// The silent test of every pole: of a night, or now.
import { SelfTests } from '#application';
import type { Actor } from '#domain';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { selfTest, selfTestQuery, selfTests, type SelfTestQuery } from './self-test-shapes';

@ApiTags('drills')
@SignedIn()
@Controller('api/v1')
export class SelfTestsController {
  constructor(private readonly tests: SelfTests) {}

  @Post('communes/:id/self-tests')
  @Operation('beginSelfTest', 'Test the whole way to every pole now; nothing sounds')
  @Answers(selfTest, 201)
  @Refuses('not-found', 'not-allowed')
  begin(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return this.tests.begin(actor, communeId);
  }

  @Get('communes/:id/self-tests')
  @Operation('listSelfTests', 'The tests of one local day with the result of every controller, newest first')
  @Answers(selfTests)
  @Refuses('not-found')
  async ofDay(
    @CurrentActor() actor: Actor,
    @Param('id') communeId: string,
    @Query({ schema: selfTestQuery }) { date }: SelfTestQuery,
  ) {
    return { items: await this.tests.reports(actor, communeId, date) };
  }
}
