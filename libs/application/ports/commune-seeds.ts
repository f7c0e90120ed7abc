// Where the next signing keys of the communes come from, kept outside of the database: whoever has a copy of that cannot follow a key with one
// of his own, and an older copy can be brought to the key at which the boxes are.

export abstract class CommuneSeeds {
  /** 32 secret bytes each, as hex, in the order in which they were made. None: no next key was foretold yet. */
  abstract all(): Promise<readonly string[]>;
  /** Durable when it resolves. */
  abstract add(seed: string): Promise<void>;
}
