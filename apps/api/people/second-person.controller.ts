// What waits for a second person: codes for people who approve, and roles that let approve.
import { SecondPerson } from '#application';
import type { Actor } from '#domain';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { waiting } from './people-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1')
export class SecondPersonController {
  constructor(private readonly secondPerson: SecondPerson) {}

  @Get('me/waiting')
  @Operation('listWaiting', 'Codes and roles that wait for a second person, and that one may decide')
  @Answers(waiting)
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.secondPerson.list(actor) };
  }

  @Post('people/:id/agreement')
  @Operation('agreeAsSecond', 'Say yes, as the second person, to what waits about a person')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'needs-password', 'wrong-state')
  agree(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.secondPerson.agree(actor, id);
  }

  @Post('people/:id/objection')
  @Operation('objectAsSecond', 'Say no to what waits about a person: it is void')
  @AnswersNothing()
  @Refuses('not-found', 'not-allowed', 'needs-password', 'wrong-state')
  refuse(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.secondPerson.refuse(actor, id);
  }
}
