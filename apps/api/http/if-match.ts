// Which version of a thing an edit starts from. Without it an edit is not taken: it could overwrite somebody else's.
import { Problem } from '#domain';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** The revision in `If-Match`. Throws Problem `if-match-required`. A tag that is none of ours is a revision that nothing has. */
export const ExpectedRevision = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const revision = revisionIn(context);
  if (revision === undefined) throw new Problem('if-match-required');
  return revision;
});

/** The revision in `If-Match`, for what may also be done to whatever stands there; undefined: none was named. */
export const NamedRevision = createParamDecorator((_: unknown, context: ExecutionContext) => revisionIn(context));

function revisionIn(context: ExecutionContext): number | undefined {
  const tag = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return tag === undefined ? undefined : Number(/^"(\d+)"$/.exec(tag)?.[1]);
}

/** Documents the header where it may be left out. */
export const TakesIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag of the version that was looked at',
      example: '"3"',
    }),
  );

/** Documents the header. */
export const NeedsIfMatch = () =>
  applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the version that was edited', example: '"3"' }),
  );
