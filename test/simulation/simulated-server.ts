// The server of a simulated installation: the real acts over a real database, worked without a queue, that can be killed at any commit, started
// again, and put back to an older copy of its database.
import { AuditInspection, begunAnew } from '#application';
import { MINUTE_MS, type Actor } from '#domain';
import { copyOf, temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { DESK_COMMUNE } from '../support/desk-commune';
import { DeskPorts } from '../support/desk-ports';
import { DeskWorld } from '../support/desk-world';
import { KillableUnitOfWork, ServerKilled, type DeathAtCommit } from './killable-unit-of-work';
import type { Records } from './records';

/** Receipts are awaited so long; every fault is over so long before the end of a run. */
export const SETTLE_MS = 3 * MINUTE_MS;

class SimulationPorts extends DeskPorts {
  override readonly settings = { ...DESK_SETTINGS, settleMs: SETTLE_MS };
}

const DESK_SETTINGS = new DeskPorts().settings;

export class SimulatedServer {
  private copies: { readonly atMs: number; readonly bytes: Uint8Array }[] = [];
  /** What the link said up to here has left the house, or never will. */
  private heard = 0;

  private constructor(
    public world: DeskWorld,
    private database: TemporaryDatabase,
    private unitOfWork: KillableUnitOfWork,
    private readonly records: () => Records,
  ) {}

  static async open(records: () => Records): Promise<SimulatedServer> {
    const founded = await DeskWorld.open(DESK_COMMUNE, new SimulationPorts());
    const unitOfWork = new KillableUnitOfWork(founded.database.unitOfWork);
    const world = DeskWorld.over(founded, { ...founded.database, unitOfWork });
    return new SimulatedServer(world, founded.database, unitOfWork, records);
  }

  get isUp(): boolean {
    return !this.unitOfWork.isDead;
  }

  /** What was said since and went out: a dead server says nothing. */
  takeSaid(): DeskWorld['link']['said'] {
    const said = this.world.link.said.slice(this.heard);
    this.heard = this.world.link.said.length;
    return this.isUp ? said : [];
  }

  /** Does something of the server's own; whatever a killed one had at work comes to nothing. */
  async attempt(what: string, act: () => Promise<unknown>): Promise<void> {
    if (!this.isUp) return;
    try {
      await act();
    } catch (error) {
      if (this.isUp && !isOfDeath(error) && !isOfFullDisk(error)) this.records().fail(what, error);
    }
  }

  /** The heartbeat, and all the work that it or anybody asked for. */
  async beat(): Promise<void> {
    await this.attempt('the beat', () => this.world.tick.beat());
    await this.work();
  }

  work(): Promise<void> {
    return this.attempt('work', () => this.world.work());
  }

  dieAt(death: DeathAtCommit | null): void {
    if (death) this.unitOfWork.dieAt(death);
    else this.die();
  }

  die(): void {
    if (!this.isUp) return;
    this.records().note('the server dies');
    this.unitOfWork.kill();
    this.takeSaid();
  }

  async keepCopy(atMs: number): Promise<void> {
    this.copies.push({ atMs, bytes: await copyOf(this.database) });
  }

  /** Starts again, from that copy or from where it was. Resolves with false when there is no such copy. */
  async start(copyAtMs?: number): Promise<boolean> {
    const bytes = this.copies.find(({ atMs }) => atMs === copyAtMs)?.bytes;
    if (copyAtMs !== undefined && !bytes) return false;
    const before = this.world;
    this.heard = before.link.said.length;
    if (bytes) {
      await this.database.remove();
      this.database = await temporaryDatabase(bytes);
      // As `cli restore` does it: the log goes on from where the copy ends.
      before.outsideHeads.kept = begunAnew(before.auditKeys.keys, false, before.clock.now())?.heads;
    }
    // Without any room it would not start; whoever supervises it tries until there is some.
    this.setDiskFull(false);
    this.unitOfWork = new KillableUnitOfWork(this.database.unitOfWork);
    this.world = DeskWorld.over(before, { ...this.database, unitOfWork: this.unitOfWork });
    await this.world.clockWatch.atStart();
    await this.world.databaseAge.atStart();
    await this.world.seals.load();
    this.records().note(`the server starts${bytes ? ' from an older copy' : ''}`);
    return true;
  }

  setDiskFull(isFull: boolean): void {
    if (isFull) this.database.disk.fill();
    else this.database.disk.makeRoom();
  }

  /** What is wrong with the event log; null: nothing. */
  async logFault(auditor: Actor): Promise<string | null> {
    const verdict = await this.world.get(AuditInspection).verify(auditor, this.world.communeId);
    if (verdict.fault) return `the event log: ${JSON.stringify(verdict.fault)}`;
    return verdict.unbacked.length > 0 ? `decided in no event: ${JSON.stringify(verdict.unbacked)}` : null;
  }

  get path(): string {
    return this.database.path;
  }

  close(): Promise<void> {
    return this.database.remove();
  }
}

const allOf = (error: unknown): readonly unknown[] =>
  error instanceof AggregateError ? error.errors.flatMap(allOf) : [error];

function isOfDeath(error: unknown): boolean {
  return allOf(error).some((each) => each instanceof ServerKilled);
}

function isOfFullDisk(error: unknown): boolean {
  return allOf(error).every((each) => /database-full|SQLITE_FULL/.test(String(each)));
}
