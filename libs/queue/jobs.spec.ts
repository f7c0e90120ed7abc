// The promises of the job catalogue: one id per piece of work, and no start with a job that nobody does.
import { handlersByName, isCanary, JOBS, ruleOf, type AnyJobHandler, type JobName } from './jobs';

const NAMES = (Object.keys(JOBS) as (keyof typeof JOBS)[]).filter((name): name is JobName => !isCanary(name));

const handler = (name: JobName) => ({ name, handle: () => Promise.resolve({ kind: 'done' }) }) as AnyJobHandler;

describe('the job catalogue', () => {
  it('gives the same work the same id, other work another, and none a colon', () => {
    const ids = ['a', 'b', 'a'].flatMap((id) => [
      ruleOf({ name: 'render', recordingId: id }).id,
      ruleOf({ name: 'plan', communeId: id }).id,
      ruleOf({ name: 'deliver', zoneId: id }).id,
      ruleOf({ name: 'settle', communeId: id }).id,
    ]);
    expect(new Set(ids).size).toBe(8);
    expect(ids.join('')).not.toContain(':');
  });

  it('keeps slow work out of the queue of clock-bound work', () => {
    const air = NAMES.filter((name) => JOBS[name].queue === 'air');
    expect(air).toEqual(['deliver', 'settle']);
  });

  it('starts with one handler for each job', () => {
    expect([...handlersByName(NAMES.map(handler)).keys()]).toEqual(NAMES);
  });

  it.each(NAMES)('does not start without a handler of %s', (name) => {
    const others = NAMES.filter((other) => other !== name).map(handler);
    expect(() => handlersByName(others)).toThrow(`The job "${name}" has no handler.`);
  });

  it('does not start with two handlers of one job', () => {
    expect(() => handlersByName([...NAMES, 'plan' as const].map(handler))).toThrow('The job "plan" has two handlers.');
  });
});
