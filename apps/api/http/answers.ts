// What a route answers, said once: the schema shapes the answer (nothing that is not named in it gets out) and describes it in OpenAPI.
import type { ProblemCode } from '#domain';
import { words } from '#words';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { PROBLEM_STATUS } from './problem-status';
import { problemShape } from './problem-answer';
import { AnswerSchema } from './shaped-answers';

/** Names the operation for OpenAPI, in one sentence. */
export const Operation = (operationId: string, summary: string, description?: string) =>
  ApiOperation({ operationId, summary, ...(description !== undefined && { description }) });

/** The good answer of the route. */
export function Answers(
  schema: z.ZodType,
  status = 200,
  description = status === 201 ? 'It was created.' : 'What was asked for.',
) {
  return applyDecorators(
    HttpCode(status),
    AnswerSchema(schema),
    ApiResponse({ status, description, standardSchema: schema }),
  );
}

/** The good answer of a route that has nothing to say. */
export const AnswersNothing = () =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'It was done. The answer has no body.' }));

/** The good answer of a route that sends bytes; `also` are further good statuses with what they mean. */
export function AnswersBytes(type: string, also: Readonly<Record<number, string>> = {}) {
  const content = { [type]: { schema: { type: 'string', format: 'binary' } } };
  const others = Object.entries(also).map(([status, description]) =>
    ApiResponse({ status: Number(status), description }),
  );
  return applyDecorators(ApiResponse({ status: 200, description: 'The whole file.', content }), ...others);
}

/** Further good statuses of a route that sends parts of a sound. */
export const PARTS = { 206: 'The part that `Range` asked for.', 304: 'Not changed since the version that was named.' };

/** Codes with which the route may refuse, besides those of every route. */
export function Refuses(...codes: readonly ProblemCode[]) {
  const statuses = [...new Set(codes.map((code) => PROBLEM_STATUS[code]))];
  return applyDecorators(...statuses.map((status) => refusal(status, codes)));
}

function refusal(status: number, codes: readonly ProblemCode[]) {
  const own = codes.filter((code) => PROBLEM_STATUS[code] === status);
  return ApiResponse({
    status,
    description: own.map((code) => `\`${code}\`: ${words('en').problems[code].title}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(own.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  });
}

function exampleOf(code: ProblemCode): z.input<typeof problemShape> {
  const { title, detail } = words('en').problems[code];
  return {
    type: `/problems/${code}`,
    title,
    status: PROBLEM_STATUS[code],
    detail,
    instance: '/api/v1/…',
    code,
    traceId: '6f1c2b0e-5a38-4d0e-9d3f-3a8f2f6f0b1a',
  };
}
