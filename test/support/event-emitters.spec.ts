// A kind of event that nothing writes any more is no kind.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_KINDS } from '#domain';

const WRITERS = ['libs/application', 'apps/cli'];

/** What is looked for in the log, rather than written into it. */
const SOUGHT = /new Set\(\[[^\]]*\]\)|const HAPPENINGS = \{[^}]*\}/g;

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(SOUGHT, ''));
}

describe('the event log', () => {
  it('has no kind that nothing writes', () => {
    const sources = WRITERS.flatMap(sourcesIn).join('\n');
    const isWritten = (kind: string) => new RegExp(`([?:,] |\\()'${kind.replace('.', '\\.')}'`).test(sources);
    expect(EVENT_KINDS.filter((kind) => !isWritten(kind))).toEqual([]);
  });
});
