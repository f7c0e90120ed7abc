// Which version of a thing an edit starts from. Without it an edit is not taken: it could overwrite somebody else's.
import { Problem } from '#domain';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** The revision in `If-Match`. Throws Problem `if-match-required`. A tag that is none of ours is a revision that nothing has. */
export const ExpectedRevision = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const tag = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (tag === undefined) throw new Problem('if-match-required');
  return Number(/^"(\d+)"$/.exec(tag)?.[1]);
});

/** Documents the header. */
export const NeedsIfMatch = () =>
  applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the version that was edited', example: '"3"' }),
  );
