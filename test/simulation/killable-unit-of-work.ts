// The unit of work of a server that can be killed at one of its commits: before it, or after it and before anybody hears of it. Whoever the dead
// server still had at work comes to nothing.
import { UnitOfWork, type Intent, type Remembered, type Stores } from '#application';

/** Thrown to everybody who was at work when the server died. */
export class ServerKilled extends Error {
  override readonly name = 'ServerKilled';
}

/** Which of the next commits is the last, and on which side of it the server dies. */
export interface DeathAtCommit {
  readonly number: number;
  readonly moment: 'before' | 'after';
}

export class KillableUnitOfWork extends UnitOfWork {
  isDead = false;
  private death: DeathAtCommit | undefined;
  private commits = 0;
  private readonly listening: (() => void)[] = [];

  constructor(private readonly inner: UnitOfWork) {
    super();
  }

  override get read(): UnitOfWork['read'] {
    return this.inner.read;
  }

  override get isRepetition(): boolean {
    return this.inner.isRepetition;
  }

  /** Dies at that commit from now on. */
  dieAt(death: DeathAtCommit): void {
    this.death = death;
    this.commits = 0;
  }

  /** Dies now. */
  kill(): void {
    this.isDead = true;
    for (const stop of this.listening) stop();
  }

  override run<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.alive(() => this.inner.run(work));
  }

  override aside<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.alive(() => this.inner.aside(work));
  }

  override within<T>(intent: Intent, act: () => Promise<T>): Promise<T> {
    return this.inner.within(intent, act);
  }

  override urgently<T>(act: () => Promise<T>): Promise<T> {
    return this.inner.urgently(act);
  }

  override onEvents(listener: (communeIds: ReadonlySet<string>) => void): () => void {
    return this.heardBy(this.inner.onEvents(listener));
  }

  override onWantedPlans(listener: (communeIds: ReadonlySet<string>) => void): () => void {
    return this.heardBy(this.inner.onWantedPlans(listener));
  }

  override onChanges(remembered: Remembered, listener: () => void): () => void {
    return this.heardBy(this.inner.onChanges(remembered, listener));
  }

  private async alive<T>(commit: () => Promise<T>): Promise<T> {
    if (!this.isDead && this.death) this.commits += 1;
    const isLast = this.death?.number === this.commits;
    if (isLast && this.death?.moment === 'before') this.kill();
    if (this.isDead) throw new ServerKilled();
    const result = await commit();
    if (isLast) this.kill();
    if (this.isDead) throw new ServerKilled();
    return result;
  }

  private heardBy(stop: () => void): () => void {
    this.listening.push(stop);
    return stop;
  }
}
