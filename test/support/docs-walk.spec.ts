// The walk promises to show every refusal: here it is held to that.
import { PROBLEM_CODES } from '#domain';
import { readWalk } from './docs-walk';

/** Codes of the table of refusals that a walk cannot show. */
function excused(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code!));
}

describe('the walk', () => {
  const { answers, text } = readWalk();
  const shown = new Set(answers.map(({ line }) => line));

  it('shows every refusal, or says why it cannot', () => {
    expect(PROBLEM_CODES.filter((code) => !shown.has(code) && !excused(text).has(code))).toEqual([]);
  });

  it('excuses nothing that it shows, and nothing that does not exist', () => {
    const codes: ReadonlySet<string> = new Set(PROBLEM_CODES);
    expect([...excused(text)].filter((code) => shown.has(code) || !codes.has(code))).toEqual([]);
  });
});
