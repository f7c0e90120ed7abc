// A request that is sent twice, because the answer to the first was lost on the way, must not be done twice: `Idempotency-Key`. What was done is
// kept by the units of work that did it; here are only the requests that run at this moment, and the answers of those that came to their end.
import { Clock, Intent, UnitOfWork } from '#application';
import { Problem } from '#domain';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { intentNamedBy, type RequestedIntent } from './named-intent';
import { isSafe } from './same-origin';

/** Marks a route at which keys are ignored, and says why sending it again does no harm there. */
export const Unkeyed = Reflector.createDecorator<string>();

/** Marks a route whose answer holds a secret: only a key that nobody guesses may keep it. */
export const AnswersSecret = Reflector.createDecorator<true>();

/** An answer as it was sent. `body` null: it had none. */
interface KeptAnswer {
  readonly status: number;
  readonly body: string | null;
}

@Injectable()
export class Idempotency implements NestInterceptor {
  /** Requests of this process that were not answered yet. What another process left behind is not running. */
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly logger = new Logger('idempotency');

  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const route = context.getHandler();
    if (isSafe(request) || this.reflector.get(Unkeyed, route) !== undefined) return next.handle();
    const answersSecret = this.reflector.get(AnswersSecret, route) === true;
    const named = intentNamedBy(request, this.clock.now(), { answersSecret });
    if (!named) return next.handle();
    return from(this.inTurn(named, () => this.once(named, next, http.getResponse<FastifyReply>())));
  }

  /** Of two requests with one key the second waits when it is a form, and is refused when it is a program's. */
  private async inTurn(named: RequestedIntent, act: () => Promise<unknown>): Promise<unknown> {
    const name = JSON.stringify([named.who, named.key]);
    for (let first = this.running.get(name); first; first = this.running.get(name)) {
      if (named.from === 'header') throw new Problem('idempotency-key-running');
      await Promise.allSettled([first]);
    }
    const turn = act().finally(() => this.running.delete(name));
    this.running.set(name, turn);
    return turn;
  }

  private async once(named: RequestedIntent, next: CallHandler, reply: FastifyReply): Promise<unknown> {
    const intent = await Intent.open(this.unitOfWork.read.installation, named);
    if (intent.isRepetition) void reply.header('Idempotency-Replayed', 'true');
    const former = intent.answer;
    if (former) return replay(former.value as KeptAnswer, reply);
    // A refusal depends on what stands now: it is not kept, and the same key may try again.
    const handled = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const answer: unknown = await this.unitOfWork.within(intent, handled);
    // A page is drawn anew from what its units of work came to.
    if (reply.sent) return answer;
    const kept: KeptAnswer = { status: reply.statusCode, body: answer === undefined ? null : JSON.stringify(answer) };
    await this.keep(intent, kept);
    return answer;
  }

  /** On a full disk the answer is given all the same: what was done is kept already, and a repetition makes the same of it. */
  private async keep(intent: Intent, answer: KeptAnswer): Promise<void> {
    try {
      await this.unitOfWork.aside(({ installation }) => intent.keepAnswer(installation, answer));
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'database-full')) throw error;
      this.logger.warn(`an answer is not kept: ${error.message}`);
    }
  }
}

function replay({ status, body }: KeptAnswer, reply: FastifyReply): unknown {
  void reply.status(status);
  return body === null ? undefined : JSON.parse(body);
}
