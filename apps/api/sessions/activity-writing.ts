// Writes once a minute, and when the server stops, when people were here. A process that dies loses what it noted since: a minute at most.
import { Activity } from '#application';
import { MINUTE_MS } from '#domain';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

@Injectable()
export class ActivityWriting implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('activity');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly activity: Activity) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), MINUTE_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  private async write(): Promise<void> {
    try {
      await this.activity.write();
    } catch (error) {
      this.logger.error(`not written, tried again in a minute: ${String(error)}`);
    }
  }
}
