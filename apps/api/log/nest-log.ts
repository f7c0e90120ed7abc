// Nest's own log, written into ours.
import type { LoggerService } from '@nestjs/common';
import type { Log } from './json-log';

/** Names of parts that only tell that Nest started as always. */
const CHATTER: ReadonlySet<unknown> = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory']);

export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(CHATTER.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest gives the part that speaks as the last value, and before it a stack where there is one. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const stack = rest.length > 1 ? rest[0] : undefined;
    if (typeof message === 'string') this.out[level]({ context, stack }, message);
    else if (message instanceof Error) this.out[level]({ context, err: message }, message.message);
    else this.out[level]({ context, ...withError(message) });
  }
}

function withError(message: unknown): Record<string, unknown> {
  const { error, ...rest } = message as Record<string, unknown>;
  return { ...rest, ...(error instanceof Error ? { err: error, msg: error.message } : { error }) };
}
