// What is kept of the disk for the database alone, so that a full disk stops nothing that is urgent.

export abstract class DiskReserve {
  /** How many bytes of it are not there: given back, or not taken yet. */
  abstract missingBytes(): Promise<number>;

  /** Takes what is missing where the disk has room for it and as much again. */
  abstract refill(): Promise<void>;
}
