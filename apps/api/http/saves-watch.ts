// Watches what a request saves, so that whatever fails afterwards is not told as not saved. What `idempotency.ts`
// keeps about the request itself is not counted: a key that was noted is not yet something that was done.
import { notingSaves, type SavedSoFar } from '#application';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';

@Injectable()
export class SavesWatch implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const saved: SavedSoFar = { commits: 0, events: [] };
    context.switchToHttp().getRequest<FastifyRequest>().saved = saved;
    return new Observable((answer) => notingSaves(saved, () => next.handle().subscribe(answer)));
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the route saved so far; absent before it was reached. */
    saved?: SavedSoFar;
  }
}
