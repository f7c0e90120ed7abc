// The breath of the installation: a turn of the event loop once it was held for some milliseconds.
import { Breath } from '#application';
import { setImmediate } from 'node:timers/promises';

/** Half of what anything that hurries may wait, so that one piece may come on top. */
const LONGEST_MS = 20;

export class SystemBreath extends Breath {
  private turnedAt = performance.now();

  override async taken(): Promise<void> {
    if (performance.now() - this.turnedAt < LONGEST_MS) return;
    await setImmediate();
    this.turnedAt = performance.now();
  }
}
