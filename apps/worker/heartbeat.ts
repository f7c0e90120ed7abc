// Beats the tick at its interval. A beat that takes long is never overtaken by the next; one that fails is logged and tried again.
import { Tick } from '#application';
import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class Heartbeat {
  private readonly logger = new Logger('tick');
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly tick: Tick) {}

  start(intervalMs: number): void {
    const beat = async () => {
      try {
        await this.tick.beat();
      } catch (error) {
        this.logger.error(`beat failed, the next one tries again: ${String(error)}`);
      }
      if (this.stopped) return;
      this.timer = setTimeout(() => {
        this.beating = beat();
      }, intervalMs);
    };
    this.beating = beat();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.beating;
  }
}
