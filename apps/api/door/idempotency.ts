// A request that is sent twice, because the answer to the first was lost on the way, must not be done twice: `Idempotency-Key`.
import { createHash } from 'node:crypto';
import { Clock, UnitOfWork, type IdempotentAnswer } from '#application';
import { MINUTE_MS, Problem } from '#domain';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';

/** No request runs longer; a key that still says "running" after this was left behind by a crash. */
const LONGEST_RUN_MS = 2 * MINUTE_MS;
const MAX_KEY_LENGTH = 200;

/** Marks a route whose answer is never kept: it holds a secret, or the request is a stream. Keys are ignored there. */
export const NeverReplayed = Reflector.createDecorator<true>();

@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const concerned =
      request.method === 'POST' && request.actor && !this.reflector.get(NeverReplayed, context.getHandler());
    if (key === undefined || !concerned) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY_LENGTH) {
      throw new Problem('bad-request', { field: 'Idempotency-Key', maxLength: MAX_KEY_LENGTH });
    }
    return from(this.once(request, key, next, http.getResponse<FastifyReply>()));
  }

  private async once(request: FastifyRequest, key: string, next: CallHandler, reply: FastifyReply): Promise<unknown> {
    const former = await this.begin(request, key);
    return former ? replay(former, reply) : this.perform(request, key, next, reply);
  }

  /** Takes the key for this request, or gives the answer that it already has. */
  private begin(request: FastifyRequest, key: string): Promise<IdempotentAnswer | undefined> {
    const now = this.clock.now();
    const personId = request.actor!.personId;
    const requestHash = hashOf(request);
    return this.unitOfWork.run(async ({ installation }) => {
      const former = await installation.idempotentAnswer(personId, key);
      if (former && former.requestHash !== requestHash) throw new Problem('idempotency-key-reused');
      if (former && former.status !== null) return former;
      if (former && now - former.startedAt < LONGEST_RUN_MS) throw new Problem('idempotency-key-running');
      await installation.putIdempotentAnswer({ personId, key, requestHash, startedAt: now, status: null, body: null });
      return undefined;
    });
  }

  private async perform(
    request: FastifyRequest,
    key: string,
    next: CallHandler,
    reply: FastifyReply,
  ): Promise<unknown> {
    const personId = request.actor!.personId;
    const startedAt = this.clock.now();
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle(), { defaultValue: undefined });
    } catch (refusal) {
      // A refusal depends on what stands now, so the same key may try again.
      await this.unitOfWork.run(({ installation }) => installation.deleteIdempotentAnswer(personId, key));
      throw refusal;
    }
    const body = answer === undefined ? null : JSON.stringify(answer);
    const requestHash = hashOf(request);
    await this.unitOfWork.run(({ installation }) =>
      installation.putIdempotentAnswer({ personId, key, requestHash, startedAt, status: reply.statusCode, body }),
    );
    return answer;
  }
}

function replay(former: IdempotentAnswer, reply: FastifyReply): unknown {
  void reply.status(former.status!).header('Idempotency-Replayed', 'true');
  return former.body === null ? undefined : JSON.parse(former.body);
}

function hashOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('hex');
}
