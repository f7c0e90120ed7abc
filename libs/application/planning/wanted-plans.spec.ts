// A plan that could not be asked for is told and left to the tick; the act that wanted it neither waits nor fails.
import { Logger } from '@nestjs/common';
import type { Job, JobQueue } from '../ports/job-queue';
import type { UnitOfWork } from '../ports/unit-of-work';
import { WantedPlans } from './wanted-plans';

/** Unit of work and queue as far as they matter here. `answer` is what the queue says to a job. */
function scene(answer: () => Promise<boolean>) {
  const asked: Job[] = [];
  let tell!: (communeIds: ReadonlySet<string>) => void;
  const unitOfWork = { onWantedPlans: (listener: typeof tell) => (tell = listener) };
  const jobs = {
    enqueue: (job: Job) => {
      asked.push(job);
      return answer();
    },
  };
  const plans = new WantedPlans(unitOfWork as unknown as UnitOfWork, jobs as unknown as JobQueue);
  return { plans, asked, want: (...communeIds: readonly string[]) => tell(new Set(communeIds)) };
}

afterEach(() => jest.restoreAllMocks());

it('asks for the plan of every commune that a commit names', () => {
  const { asked, want } = scene(() => Promise.resolve(true));
  want('c1', 'c2');
  expect(asked).toEqual([
    { name: 'plan', communeId: 'c1' },
    { name: 'plan', communeId: 'c2' },
  ]);
});

it('tells of a queue that fails, and asks for the others all the same', async () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  const { plans, asked, want } = scene(() => Promise.reject(new Error('no queue')));
  want('c1', 'c2');
  await plans.onApplicationShutdown();
  expect(asked).toHaveLength(2);
  expect(error.mock.calls.flat()).toEqual([
    expect.stringContaining('the plan of c1 could not be asked for'),
    expect.stringContaining('the plan of c2 could not be asked for'),
  ]);
});

it('lets what is under way reach the queue before the process ends', async () => {
  let take!: (taken: boolean) => void;
  const { plans, want } = scene(() => new Promise((resolve) => (take = resolve)));
  want('c1');
  let ended = false;
  const end = plans.onApplicationShutdown().then(() => (ended = true));
  await Promise.resolve();
  expect(ended).toBe(false);
  take(true);
  await end;
});
