// Work that takes long, cut into pieces: whoever has it done may let others go first after each of them.

/** Goes on by `next` piece by piece; the last one brings what it comes to. */
export type Pieces<T> = Generator<void, T, void>;
