// What is remembered outside of the database: how far it was, so that a start notices when it finds an older one (it may be a few seconds behind),
// and what a person said of the clock.
import type { Instant } from '#domain';

/** How far one commune had come. */
export interface CommuneSeen {
  readonly communeId: string;
  readonly name: string;
  readonly epoch: number;
  /** The newest of its events. */
  readonly sequence: number;
  /** How many poles have a box. */
  readonly poles: number;
}

/** What the database had come to. */
export interface DatabaseSeen {
  readonly communes: readonly CommuneSeen[];
  /** Somebody brought a copy back since, and no server has started from it yet. */
  readonly restored: boolean;
}

export abstract class Witness {
  /** What was written last; undefined when nothing ever was. Throws when it cannot be read. */
  abstract read(): Promise<DatabaseSeen | undefined>;
  /** Durable when it resolves. */
  abstract write(seen: DatabaseSeen): Promise<void>;
  /** When a person last said at the machine that its clock is right. */
  abstract clockConfirmedAt(): Promise<Instant | undefined>;
}
