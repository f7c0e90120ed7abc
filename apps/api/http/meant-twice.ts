// How a request says that the same is meant once more; without it, what was done before is asked about.
import { z } from 'zod';

/** `before`: what stands or was done already, so that the request is refused once. */
export function duplicateOk(before: string) {
  return z
    .boolean()
    .optional()
    .meta({
      description: `True: it is meant, although ${before}. Left out, that is refused, so that a person can be asked`,
    });
}
