// A refusal as a page, for a person who opened one in a browser: in the language chosen there, with the status that programs get.
import type { Problem } from '#domain';
import { refusalPage } from '#field';
import { problemText } from '#words';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setProblemHeaders } from './problem-answer';
import { isSafe } from './same-origin';
import { readerOf, sendPage } from './page-reply';

/** Whether a page was asked for. The API answers with problems whoever asks. */
export function isForPerson({ url, headers }: FastifyRequest): boolean {
  return !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

export async function sendRefusalPage(problem: Problem, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const reader = readerOf(request);
  const said = problemText(reader.language, problem.code, problem.values);
  // What was sent is not sent again by choosing another language.
  const here = isSafe(request) ? request.url : '/home';
  setProblemHeaders(problem, request, reply);
  await sendPage(reply, reader, refusalPage(reader, problem.code, said, here, request.id));
}
