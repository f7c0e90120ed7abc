// Keeps the children alive: starts them in order, starts the dead again, leaves alone what cannot live, and ends all of them before it ends itself.
import { mkdirSync } from 'node:fs';
import { SupervisedChild, type ChildPlan, type SupervisorSettings } from './supervised-child';

export type { ChildPlan, SupervisorTimes } from './supervised-child';

export class Supervisor {
  private readonly children: SupervisedChild[] = [];
  private resting = false;

  constructor(private readonly settings: SupervisorSettings) {
    mkdirSync(settings.runDir, { recursive: true, mode: 0o700 });
  }

  /** Starts a child and waits until it is ready. Throws with its last words when it dies before that or never becomes ready. */
  async start(plan: ChildPlan): Promise<void> {
    const child = new SupervisedChild(plan, this.settings, () => this.noteChange());
    this.children.push(child);
    this.noteChange();
    if (this.resting) child.rest();
    await child.start();
  }

  /** Starts nothing more, not even what is being started now. */
  rest(): void {
    this.resting = true;
    for (const child of this.children) child.rest();
  }

  private noteChange(): void {
    this.settings.changed?.(this.children.map((child) => child.standing));
  }

  /** Whether there is anything to stop. */
  get isRunning(): boolean {
    return this.children.length > 0;
  }

  /** Ends every child, the last started first. Each gets time to end in order before it is killed. */
  async stop(): Promise<void> {
    this.rest();
    while (this.children.length > 0) await this.children.pop()?.stop();
  }
}
