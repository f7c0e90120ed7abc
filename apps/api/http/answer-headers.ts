// Headers that follow from what is answered: `ETag` from a revision, `Link` from a next page. Routes need not think of them.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { z } from 'zod';

const revised = z.looseObject({ revision: z.int() });
const paged = z.looseObject({ page: z.object({ nextCursor: z.string() }) });

@Injectable()
export class AnswerHeaders implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const { data: one } = revised.safeParse(answer);
        if (one) void reply.header('ETag', `"${one.revision}"`);
        const { data: list } = paged.safeParse(answer);
        if (list) void reply.header('Link', `<${nextPage(request, list.page.nextCursor)}>; rel="next"`);
      }),
    );
  }
}

function nextPage(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}
