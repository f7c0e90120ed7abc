// Growing lists are read page by page, newest first.

/** One page of a growing list, newest first. `nextCursor` null: nothing follows. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Which page: at most `limit` rows older than `cursor`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
