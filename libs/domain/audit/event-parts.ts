// The shapes that the details of many events have in common.

/** The kind says it all. */
export type Nothing = Readonly<Record<string, never>>;

/** What of a thing is otherwise now. */
export interface Changed<Thing> {
  readonly before: Thing;
  readonly after: Thing;
}

/** The thing is new. */
export interface Added<Thing> {
  readonly before: null;
  readonly after: Thing;
}

/** The thing is no more. */
export interface Removed<Thing> {
  readonly before: Thing;
  readonly after: null;
}
