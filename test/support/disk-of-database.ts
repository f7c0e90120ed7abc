// The disk below a database of tests: it can be full, and then takes no commit until a piece of the reserve is given back. Each piece is worth one
// commit, because others fill what is given back at once.
import { UsableReserve } from '#persistence';

/** What of `SqliteUnitOfWork` writes. */
interface Writer {
  query(sql: string, ...more: readonly unknown[]): Promise<unknown>;
}

export class DiskOfDatabase extends UsableReserve {
  /** Pieces of the reserve that are there, of how many, and how many of them are for what is urgent alone. */
  pieces = { left: 4, whole: 4, urgent: 2 };
  /** How many commits it still takes. */
  private room = Infinity;

  fill(): void {
    this.room = 0;
  }

  makeRoom(): void {
    this.room = Infinity;
  }

  /** From now on it lies below this unit of work. */
  carry(unitOfWork: unknown): void {
    const { writer } = unitOfWork as { readonly writer: Writer };
    const query = writer.query.bind(writer);
    writer.query = async (sql, ...more) => {
      if (sql !== 'COMMIT') return query(sql, ...more);
      if (this.room === 0) {
        // As SQLite does by itself.
        await query('ROLLBACK');
        throw new Error('SQLITE_FULL: database or disk is full');
      }
      this.room -= 1;
      return query(sql);
    };
  }

  override missingBytes(): Promise<number> {
    return Promise.resolve(this.pieces.whole - this.pieces.left);
  }

  override refill(): Promise<void> {
    if (this.room === Infinity) this.pieces.left = this.pieces.whole;
    return Promise.resolve();
  }

  override giveBack({ isUrgent }: { readonly isUrgent: boolean }): Promise<boolean> {
    if (this.pieces.left <= (isUrgent ? 0 : this.pieces.urgent)) return Promise.resolve(false);
    this.pieces.left -= 1;
    this.room += 1;
    return Promise.resolve(true);
  }
}
