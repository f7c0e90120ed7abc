// Everything that was thrown leaves here, as a problem and nothing else: for a program as JSON, for a person who opened a page as a page. What
// nobody expected is logged with its trace id and told as `unexpected`.
import { Problem, type ProblemCode } from '#domain';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isForPerson, sendRefusalPage } from './refusal-reply';
import { sendProblem } from './problem-answer';
import { SignInFirst } from './route-policy';
import { isSafe } from './same-origin';
import './saves-watch';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (thrown instanceof SignInFirst) return void reply.redirect(thrown.path, 303);
    const problem = told(problemOf(thrown), request);
    if (FAULTS.has(problem.code)) this.logger.error({ traceId: request.id, error: thrown });
    // Half an answer is out already: only a broken connection still tells that the rest is missing.
    if (reply.raw.headersSent) reply.raw.destroy();
    else if (isForPerson(request)) void sendRefusalPage(problem, request, reply);
    else sendProblem(problem, request, reply);
  }
}

/** After these nothing is known to be saved but what was committed before. */
const FAILURES: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['unexpected', 'unavailable', 'database-full']);

/** What is ours to mend. */
const FAULTS: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['unexpected', 'saved-but-not-shown']);

/** A failure of ours with what is known to be safe: what was saved before it, or that nothing was. A page that only shows saves nothing. */
function told(problem: Problem, request: FastifyRequest): Problem {
  if (!FAILURES.has(problem.code) || isSafe(request)) return problem;
  const { commits = 0, events = [] } = request.saved ?? {};
  return new Problem(commits > 0 ? 'saved-but-not-shown' : problem.code, { ...problem.values, saved: events });
}

/** What the framework refuses (unknown route, broken JSON, too much of it) is the caller's fault; all else is ours. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const status = statusOf(thrown);
  if (status === 404) return new Problem('not-found');
  if (status === 503) return new Problem('unavailable');
  return new Problem(status >= 400 && status < 500 ? 'bad-request' : 'unexpected');
}

/** The status that Nest or Fastify gave to their own errors; 500 for anything else. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown && 'code' in thrown && String(thrown.code).startsWith('FST_')) {
    return Number(thrown.statusCode);
  }
  return 500;
}
