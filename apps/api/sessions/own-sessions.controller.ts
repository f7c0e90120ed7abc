// Where one is signed in, and ending that.
import { OwnSessions } from '#application';
import type { Actor } from '#domain';
import { Controller, Delete, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { Answers, AnswersNothing, Operation, Refuses } from '../http/answers';
import { CurrentActor, SignedIn } from '../http/route-policy';
import { idleMsOf, sessionSecretOf } from '../http/session-cookie';
import { sessions } from './person-shapes';

@ApiTags('people')
@SignedIn()
@Controller('api/v1/me/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: OwnSessions,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  @Operation('listSessions', 'Where one is signed in')
  @Answers(sessions)
  @Refuses('needs-password')
  async list(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    const secret = sessionSecretOf(request) ?? '';
    return { items: await this.sessions.list(actor, secret, idleMsOf(this.options.config)) };
  }

  @Delete()
  @Operation('endOtherSessions', 'End every session of one’s own but this one')
  @AnswersNothing()
  @Refuses('needs-password')
  endOthers(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<void> {
    return this.sessions.endOthers(actor, sessionSecretOf(request) ?? '');
  }

  @Delete(':id')
  @Operation('endSession', 'End a session of one’s own')
  @AnswersNothing()
  @Refuses('needs-password', 'not-found')
  end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.sessions.end(actor, id);
  }
}
