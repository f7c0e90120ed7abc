// The reserve of the database: a file beside it that is nothing but size. On a full disk it is given back piece by piece, and what could not be
// written is written then.
import { randomBytes } from 'node:crypto';
import { open, stat, statfs, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskReserve } from '#application';
import { isForWantOfRoom } from './sqlite';

const MIB = 1024 * 1024;

/** How large the reserve is, what is given back at once, and what is left to what is urgent alone. */
const RESERVE_SIZES = { wholeBytes: 16 * MIB, pieceBytes: 4 * MIB, urgentBytes: 8 * MIB } as const;

/** A reserve that can be used up. */
export abstract class UsableReserve extends DiskReserve {
  /** Gives a piece of it back to the disk. Resolves with false when nothing is left for this: what is urgent may have the last of it. */
  abstract giveBack(use: { readonly isUrgent: boolean }): Promise<boolean>;
}

export class ReserveFile extends UsableReserve {
  private readonly path: string;

  constructor(
    databasePath: string,
    private readonly reportError: (error: unknown) => void,
    private readonly sizes: Readonly<Record<keyof typeof RESERVE_SIZES, number>> = RESERVE_SIZES,
  ) {
    super();
    this.path = `${databasePath}-reserve`;
  }

  override async missingBytes(): Promise<number> {
    return Math.max(0, this.sizes.wholeBytes - (await this.size()));
  }

  override async refill(): Promise<void> {
    const missing = await this.missingBytes();
    if (missing === 0) return;
    const { bavail, bsize } = await statfs(dirname(this.path));
    // Otherwise it would take what it has just given.
    if (bavail * bsize < missing + this.sizes.wholeBytes) return;
    const size = await this.size();
    try {
      await this.grow(missing);
    } catch (error) {
      await truncate(this.path, size);
      throw error;
    }
  }

  override async giveBack({ isUrgent }: { readonly isUrgent: boolean }): Promise<boolean> {
    const size = await this.size();
    if (size <= (isUrgent ? 0 : this.sizes.urgentBytes)) return false;
    const left = Math.max(0, size - this.sizes.pieceBytes);
    await truncate(this.path, left);
    this.reportError(new Error(`The disk takes no more: ${left} bytes are left of ${this.path}. Make room.`));
    return true;
  }

  private async size(): Promise<number> {
    try {
      return (await stat(this.path)).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  }

  /** Random bytes, because a file system may keep no room for zeros. */
  private async grow(bytes: number): Promise<void> {
    const file = await open(this.path, 'a', 0o600);
    try {
      for (let left = bytes; left > 0; left -= MIB) await file.writeFile(randomBytes(Math.min(left, MIB)));
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** Does it; on a full disk once more with each piece of the reserve. `act` leaves nothing behind when it fails. */
export async function withReserve<T>(
  reserve: UsableReserve,
  use: { readonly isUrgent: boolean },
  act: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isForWantOfRoom(error) || !(await reserve.giveBack(use))) throw error;
    }
  }
}
