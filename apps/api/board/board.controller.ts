// The live picture, and its events as they happen.
import { Board } from '#application';
import type { Actor } from '#domain';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Answers, AnswersBytes, Operation, Refuses } from '../http/answers';
import { ActorNow, CurrentActor, SignedIn } from '../http/route-policy';
import { boardShape, presentBoard } from './board-shapes';
import { LiveFeed } from './live-feed';
import { encodingFor, compressed } from './compressed-stream';

const sequenceText = z.coerce.number().int().min(0).optional();
const eventsQuery = z.strictObject({ after: sequenceText });

@ApiTags('board')
@SignedIn()
@Controller('api/v1/communes/:id')
export class BoardController {
  constructor(
    private readonly board: Board,
    private readonly feed: LiveFeed,
  ) {}

  @Get('board')
  @Operation('getBoard', 'What each village hears next, what became of the last broadcast, which poles are silent')
  @Answers(boardShape)
  @Refuses('not-found')
  async picture(@CurrentActor() actor: Actor, @Param('id') communeId: string) {
    return presentBoard(await this.board.board(actor, communeId));
  }

  @Get('events')
  @AnswersBytes('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this event' })
  @Operation(
    'watchEvents',
    'Events as they happen (SSE); resume with `Last-Event-ID` or `?after`. Between them, without a number: `pole.reported`',
  )
  @Refuses('not-found')
  async events(
    @CurrentActor() actor: Actor,
    @ActorNow() actorNow: () => Promise<Actor | undefined>,
    @Param('id') communeId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Headers('accept-encoding') accepted: string | undefined,
    @Query({ schema: eventsQuery }) { after }: z.output<typeof eventsQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const resumed = sequenceText.safeParse(lastEventId);
    const stream = await this.feed.stream(actor, communeId, resumed.data ?? after, actorNow);
    const encoding = encodingFor(accepted);
    await reply
      .type('text/event-stream; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('X-Accel-Buffering', 'no')
      .header('Content-Encoding', encoding)
      .header('Vary', 'Accept-Encoding')
      .send(compressed(stream, encoding));
  }
}
