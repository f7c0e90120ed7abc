// What stands around every route, from the outside in, as one interceptor: Nest wraps each of its own in a deferred stream and an async resource,
// which for a small answer cost more than the answer.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { AnswerHeaders } from './answer-headers';
import { Idempotency } from './idempotency';
import { SavesWatch } from './saves-watch';
import { ShapedAnswers } from './shaped-answers';

@Injectable()
export class Answering implements NestInterceptor {
  constructor(
    private readonly headers: AnswerHeaders,
    private readonly idempotency: Idempotency,
    private readonly saves: SavesWatch,
    private readonly shaped: ShapedAnswers,
  ) {}

  /** Headers see what is answered, also a replay; a replay repeats what was shaped; taking a key saves nothing. */
  intercept(context: ExecutionContext, route: CallHandler): Observable<unknown> {
    const { headers, idempotency, saves, shaped } = this;
    const watched = { handle: () => saves.intercept(context, { handle: () => shaped.intercept(context, route) }) };
    return headers.intercept(context, { handle: () => idempotency.intercept(context, watched) });
  }
}
