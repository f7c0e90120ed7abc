// A server process that dies right after a commit, as far as a request can tell: what was committed stays, nothing is written any more, and the
// answer never comes. The next request finds a process that started anew.
import type { UnitOfWork } from '#application';

/** Runs `request`; the process dies after that unit of work of it, counted from 1. Resolves with whether it came so far. */
export async function dyingAfter(
  unitOfWork: UnitOfWork,
  count: number,
  request: () => Promise<unknown>,
): Promise<boolean> {
  const [run, aside] = [unitOfWork.run.bind(unitOfWork), unitOfWork.aside.bind(unitOfWork)];
  let done = 0;
  const isDead = () => done >= count;
  // What stands after its `await` in the same process must not go on.
  const dead = () => Promise.reject(new Error('the process died'));
  const dying = {
    run: async (work: Parameters<typeof run>[0]) => {
      if (isDead()) return dead();
      const outcome = await run(work);
      done += 1;
      return isDead() ? dead() : outcome;
    },
    aside: (work: Parameters<typeof aside>[0]) => (isDead() ? dead() : aside(work)),
  };
  Object.assign(unitOfWork, dying);
  try {
    await request();
  } catch (error) {
    // Whatever a dead process makes of its death, nobody hears it.
    if (!isDead()) throw error;
  } finally {
    Reflect.deleteProperty(unitOfWork, 'run');
    Reflect.deleteProperty(unitOfWork, 'aside');
  }
  return isDead();
}
