// The timer of the installation: the machine's.
import { Timer } from '#application';
import { setTimeout } from 'node:timers/promises';

export class SystemTimer extends Timer {
  override wait(durationMs: number): Promise<void> {
    return setTimeout(durationMs);
  }
}
