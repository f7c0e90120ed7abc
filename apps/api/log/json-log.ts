// The log of this process: one JSON line per happening, or one line for people. What could be a secret is never written.
import type { Config } from '#config';
import { destination, pino, type DestinationStream, type Logger } from 'pino';

/** Where such a value could appear in a line. */
const SECRETS = ['password', 'secret', 'credential', 'code', 'pin', 'token', 'authorization', 'cookie'];

export type Log = Logger;

/** Opens the log at the level and in the manner of the settings; lines go to the standard output, or to `taker`. */
export function openLog({ level, pretty }: Config['logs'], taker?: Pick<DestinationStream, 'write'>): Log {
  const redact = { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), remove: true };
  const out = taker ?? destination({ dest: 1, sync: false });
  return pino({ level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pretty ? forPeople(out) : out);
}

const LEVEL_NAMES: Readonly<Record<number, string>> = pino.levels.labels;

/** Turns a JSON line into `06:30:01 info  http: what happened`. */
function forPeople(out: Pick<DestinationStream, 'write'>): DestinationStream {
  return {
    write(line: string) {
      const { time, level, context, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
      const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
      const from = context === undefined ? '' : `${String(context)}: `;
      const name = (LEVEL_NAMES[Number(level)] ?? '').padEnd(5);
      out.write(`${String(time).slice(11, 19)} ${name} ${from}${String(msg ?? '')}${details}\n`);
    },
  };
}
