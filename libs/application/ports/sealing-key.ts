// The key that seals what the database may not say in clear; it lies outside of it.

export abstract class SealingKey {
  /** 256 bits; made when they are asked for first. */
  abstract key(): Promise<Uint8Array>;
}
