// A refusal as RFC 9457 puts it on the wire: stable type and code for programs, a sentence for people, the values to act on.
import type { Problem } from '#domain';
import { problemText, type Language } from '#words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { withInstantTexts } from './instants';
import { PROBLEM_STATUS } from './problem-status';
import { requestLanguage } from './request-language';
import { faultsOf } from './validation';

/** The shape of every refusal. Further members are the values of the code, such as `conflicts` or `revision`. */
export const problemShape = z
  .looseObject({
    type: z.string().meta({ description: 'Path of a page about this code', example: '/problems/approval-self' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'Path of the request', example: '/api/v1/bookings/0190' }),
    code: z.string().meta({ example: 'approval-self' }),
    traceId: z.string().meta({ description: 'Name of this request in the log' }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'The wrong places of what was sent' }),
  })
  .meta({ id: 'Problem' });

/** The problem as it is told in that language. */
export function problemBody(problem: Problem, request: FastifyRequest, language: Language): Record<string, unknown> {
  const { issues, ...values } = problem.values;
  const text = problemText(language, problem.code, values);
  return {
    ...(withInstantTexts(values) as Record<string, unknown>),
    type: `/problems/${problem.code}`,
    ...text,
    status: PROBLEM_STATUS[problem.code],
    instance: request.url.split('?')[0],
    code: problem.code,
    traceId: request.id,
    ...(Array.isArray(issues) && { errors: faultsOf(issues, language) }),
    ...(typeof values.field === 'string' && {
      errors: [{ pointer: `/${values.field}`, code: problem.code, detail: text.detail }],
    }),
  };
}

/** Sends it to a program. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const language = requestLanguage(request);
  setProblemHeaders(problem, request, reply);
  void reply
    .header('Content-Language', language)
    .header('Vary', 'Accept-Language')
    .header('Cache-Control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, request, language)));
}

/** The status and the headers that its code asks for, whoever reads the answer. */
export function setProblemHeaders(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { retryAfterSeconds, bytes } = problem.values;
  if (typeof retryAfterSeconds === 'number') void reply.header('Retry-After', retryAfterSeconds);
  if (problem.code === 'range-not-satisfiable') void reply.header('Content-Range', `bytes */${String(bytes)}`);
  if (problem.code === 'not-signed-in') void reply.header('WWW-Authenticate', 'Bearer');
  if (problem.code === 'device-unknown') void reply.header('WWW-Authenticate', 'Basic realm="loa"');
  // What was not read of an upload would be taken for the next request.
  if (!request.raw.complete) void reply.header('Connection', 'close');
  void reply.status(PROBLEM_STATUS[problem.code]);
}
