// A pause that is cut short because everything ends is no error.

/** For the `catch` of such a pause. Throws any other error again. */
export function ignoreAbort(error: Error): void {
  if (error.name !== 'AbortError') throw error;
}
