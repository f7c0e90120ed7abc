// What somebody who looks for an attack wants to see, in the server's log: who signed in and out, and what was refused, with the address from which
// it came. The event log keeps for ever what was done; here addresses stand, and go with the files of this log.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE_MS } from '#domain';
import type { Log } from './json-log';
import { loggedPath } from './logged-path';
import { SummedLines } from './summed-lines';

/** What is told of an answer by its status. */
const BY_STATUS: Readonly<Record<number, string>> = { 401: 'not-let-in', 403: 'refused', 429: 'told-to-wait' };

const levelOf = (kind: string) => (kind === 'signed-in' || kind === 'signed-out' ? 'info' : 'warn');

export class SecurityLog {
  private readonly lines: SummedLines;
  private readonly timer: NodeJS.Timeout;

  constructor(
    log: Log,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.lines = new SummedLines((line) => log[levelOf(line.kind)]({ context: 'security', ...line }, 'door'));
    this.timer = setInterval(() => this.lines.endMinutes(this.nowMs()), MINUTE_MS).unref();
  }

  /** Tells of an answer that was given, if it is of that kind. No name that was typed stands in it: it may have been the password. */
  answered(request: FastifyRequest, { statusCode: status }: Pick<FastifyReply, 'statusCode'>): void {
    const kind = request.doorKind ?? BY_STATUS[status];
    if (kind === undefined) return;
    const { method, ip: address, actor, id: traceId } = request;
    const line = { kind, address, method, path: loggedPath(request.url), status, personId: actor?.personId, traceId };
    this.lines.note(line, this.nowMs());
  }

  close(): void {
    clearInterval(this.timer);
    this.lines.endMinutes(Infinity);
  }
}
