// What comes from many is written as one act. Where the database does not take it, the one that it refuses keeps no other out.
import { Problem } from '#domain';

/**
 * Does it to all of them at once; where that fails, to each half, down to the single thing. `act` returns one result for each. Returns for each
 * what became of it.
 */
export async function allTogether<Thing, Result>(
  things: readonly Thing[],
  act: (things: readonly Thing[]) => Promise<readonly Result[]>,
): Promise<readonly PromiseSettledResult<Result>[]> {
  if (things.length === 0) return [];
  try {
    return (await act(things)).map((value) => ({ status: 'fulfilled', value }));
  } catch (reason) {
    // A disk that is full or busy is so for everybody.
    if (things.length === 1 || isOfAll(reason)) return things.map(() => ({ status: 'rejected', reason }));
    const middle = Math.ceil(things.length / 2);
    return [...(await allTogether(things.slice(0, middle), act)), ...(await allTogether(things.slice(middle), act))];
  }
}

function isOfAll(reason: unknown): boolean {
  return reason instanceof Problem && (reason.code === 'unavailable' || reason.code === 'database-full');
}
