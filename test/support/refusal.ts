// What an act was refused with: the code of the Problem, or the test fails because nothing was refused.
import { Problem, type ProblemCode } from '#domain';

/** The code of the refusal. Whatever else was thrown goes on. */
export async function refusal(act: Promise<unknown>): Promise<ProblemCode> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}
