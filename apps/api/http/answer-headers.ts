// Headers that follow from what is answered: `ETag` from a revision, `Link` from a next page. Routes need not think of them.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';

@Injectable()
export class AnswerHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const { revision, page } = partsOf(answer);
        if (Number.isInteger(revision)) void reply.header('ETag', `"${String(revision)}"`);
        const { nextCursor } = partsOf(page);
        if (typeof nextCursor === 'string') void reply.header('Link', `<${nextPage(request, nextCursor)}>; rel="next"`);
      }),
    );
  }
}

/** What may be asked of an answer that has no such parts. */
function partsOf(answer: unknown): {
  readonly revision?: unknown;
  readonly page?: unknown;
  readonly nextCursor?: unknown;
} {
  return typeof answer === 'object' && answer !== null ? answer : {};
}

function nextPage(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}
