// Writes one after the other on one connection, urgent ones first. TypeORM alone would mix them: all its transactions on SQLite share that
// connection, and a neighbour's rollback takes acknowledged writes with it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import {
  noteCommit,
  UnitOfWork,
  type Intent,
  type Remembered,
  type SavedEvent,
  type StoreReads,
  type Stores,
} from '#application';
import { Problem } from '#domain';
import { CommitNotes } from './commit-notes';
import { withReserve, type UsableReserve } from './reserve-file';
import { TurnQueue } from './turns';
import { asRefusal, isForWantOfRoom, Statements } from './sqlite';
import { storesOn, type TableStores } from './stores';

type CommuneListener = (communeIds: ReadonlySet<string>) => void;

interface Committed<T> {
  readonly result: T;
  readonly written: readonly SavedEvent[];
}

export class SqliteUnitOfWork extends UnitOfWork {
  override readonly read: StoreReads;
  private readonly current = new AsyncLocalStorage<{ open: boolean }>();
  private readonly intents = new AsyncLocalStorage<Intent>();
  private readonly urgent = new AsyncLocalStorage<{ open: boolean; readonly wantedPlans: Set<string> }>();
  private readonly eventListeners = new Set<CommuneListener>();
  private readonly planListeners = new Set<CommuneListener>();
  private readonly changeListeners = { access: new Set<() => void>(), communes: new Set<() => void>() };

  constructor(
    private readonly writer: DataSource,
    reader: DataSource,
    private readonly line: TurnQueue,
    private readonly reserve: UsableReserve,
    private readonly reportError: (error: unknown) => void,
  ) {
    super();
    this.read = storesOn(reader.createEntityManager(new Statements(reader)), new CommitNotes());
  }

  /** Lets go of what is carried from promise to promise: Node looks at each such thing with every promise, for as long as the process lives. */
  close(): void {
    for (const carried of [this.current, this.intents, this.urgent]) carried.disable();
  }

  override async run<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const intent = this.intents.getStore();
    const place = this.current.getStore()?.open ? undefined : intent?.begin();
    const kept = place === undefined ? undefined : intent?.keptAt(place);
    if (kept) {
      noteCommit([]);
      return kept.value as T;
    }
    const { result, written } = await this.commit(async (stores) => {
      const outcome = await work(stores);
      if (intent && place !== undefined) await intent.keep(stores.installation, place, outcome);
      return outcome;
    });
    noteCommit(written);
    return result;
  }

  override within<T>(intent: Intent, act: () => Promise<T>): Promise<T> {
    return this.intents.run(intent, act).finally(() => intent.close());
  }

  override async urgently<T>(act: () => Promise<T>): Promise<T> {
    const held = { open: true, wantedPlans: new Set<string>() };
    try {
      return await this.urgent.run(held, act);
    } finally {
      held.open = false;
      this.tellWantedPlans(held.wantedPlans);
    }
  }

  override get isRepetition(): boolean {
    return this.intents.getStore()?.isRepetition ?? false;
  }

  override async aside<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return (await this.commit(work)).result;
  }

  override onEvents(listener: CommuneListener): () => void {
    return listen(this.eventListeners, listener);
  }

  override onWantedPlans(listener: CommuneListener): () => void {
    return listen(this.planListeners, listener);
  }

  override onChanges(remembered: Remembered, listener: () => void): () => void {
    return listen(this.changeListeners[remembered], listener);
  }

  /** One transaction in its turn, tried again where the disk makes room for it; told to the listeners once it is durable. */
  private async commit<T>(work: (stores: Stores) => Promise<T>): Promise<Committed<T>> {
    if (this.current.getStore()?.open) {
      throw new Error('Units of work do not nest: use the stores that the outer one was given');
    }
    const notes = new CommitNotes();
    const isUrgent = this.urgent.getStore()?.open === true;
    const transact = () => withReserve(this.reserve, { isUrgent }, () => this.transact(work, notes));
    const result = await this.line.inTurn(() => transact().finally(() => this.tellChanges(notes)), {
      hurries: isUrgent,
    });
    this.tell(this.eventListeners, notes.touchedCommuneIds);
    this.tellWantedPlans(notes.wantedPlans);
    return { result, written: notes.written };
  }

  private async transact<T>(work: (stores: Stores) => Promise<T>, notes: CommitNotes): Promise<T> {
    const statements = new Statements(this.writer);
    const tables = storesOn(this.writer.createEntityManager(statements), notes);
    const stores = { ...tables, apart: partsOf(tables, statements, notes) };
    // Taking the write lock at once: a transaction that first reads and then writes could otherwise fail half-way, whatever it waits.
    await this.tellWriter('BEGIN IMMEDIATE');
    const unit = { open: true };
    const forgetNotes = notes.mark();
    try {
      const result = await this.current.run(unit, () => work(stores));
      if ((await statements.end()) > 0) throw new Error('A unit of work ended before its writes did: await them');
      await this.tellWriter('COMMIT');
      return result;
    } catch (error) {
      await statements.end();
      await this.rollBack();
      forgetNotes();
      if (statements.lackedRoom && !isForWantOfRoom(error)) throw new Problem('database-full');
      throw error;
    } finally {
      unit.open = false;
    }
  }

  private async tellWriter(sql: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK'): Promise<void> {
    try {
      await this.writer.query(sql);
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /** After a full disk and the like SQLite has rolled back by itself; any other failure is told, and makes every later BEGIN fail. */
  private async rollBack(): Promise<void> {
    try {
      await this.tellWriter('ROLLBACK');
    } catch (error) {
      if (!String(error).includes('no transaction is active')) this.reportError(error);
    }
  }

  /** At once, or at the end of the urgent act that this belongs to. */
  private tellWantedPlans(communeIds: ReadonlySet<string>): void {
    const held = this.urgent.getStore();
    if (!held?.open) this.tell(this.planListeners, communeIds);
    else for (const id of communeIds) held.wantedPlans.add(id);
  }

  /** However the unit ended: after a commit that failed nobody knows what the disk has. */
  private tellChanges({ changed }: CommitNotes): void {
    for (const remembered of changed) {
      for (const listener of this.changeListeners[remembered]) this.call(listener);
    }
  }

  private tell(listeners: ReadonlySet<CommuneListener>, communeIds: ReadonlySet<string>): void {
    if (communeIds.size === 0) return;
    for (const listener of listeners) this.call(() => listener(communeIds));
  }

  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.reportError(error);
    }
  }
}

function listen<Told extends readonly unknown[]>(
  listeners: Set<(...told: Told) => void>,
  listener: (...told: Told) => void,
): () => void {
  const own = (...told: Told) => listener(...told);
  listeners.add(own);
  return () => listeners.delete(own);
}

/** Parts of one unit as savepoints. Where SQLite gave the whole transaction up, as after a full disk, nothing of the unit may go on. */
function partsOf({ events }: TableStores, statements: Statements, notes: CommitNotes): Stores['apart'] {
  let depth = 0;
  return async <T>(part: () => Promise<T>): Promise<T> => {
    const name = `part_${(depth += 1)}`;
    const forgetNotes = notes.mark();
    await statements.query(`SAVEPOINT ${name}`);
    try {
      const result = await part();
      await statements.query(`RELEASE ${name}`);
      return result;
    } catch (error) {
      events.forgetEnds();
      forgetNotes();
      try {
        await statements.query(`ROLLBACK TO ${name}`);
        await statements.query(`RELEASE ${name}`);
      } catch {
        await statements.end();
        throw new Error('The database gave up the whole unit of work', { cause: error });
      }
      throw error;
    } finally {
      depth -= 1;
    }
  };
}
