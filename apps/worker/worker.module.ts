// The hands: jobs, the tick, and everything that devices say. No HTTP. Expects a global module that fills the ports.
import { ClockWatch, DatabaseAge } from '#application';
import { BullJobQueue, startWorkers, type RedisPlace, type Workers } from '#queue';
import {
  Inject,
  Injectable,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DeviceListener } from './device-listener';
import { Heartbeat } from './heartbeat';
import { JobHandlers } from './job-handlers';

/** What an installation sets for its worker. */
interface WorkerOptions {
  readonly redis: RedisPlace;
  readonly renderConcurrency: number;
  readonly tickMs: number;
}

const OPTIONS = Symbol('WorkerOptions');

/** Starts the parts of the worker in the order in which they need each other, and stops them the other way round. */
@Injectable()
class WorkerLife implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('worker');
  private workers: Workers | undefined;

  constructor(
    @Inject(OPTIONS) private readonly options: WorkerOptions,
    private readonly queue: BullJobQueue,
    private readonly handlers: JobHandlers,
    private readonly heartbeat: Heartbeat,
    private readonly devices: DeviceListener,
    private readonly databaseAge: DatabaseAge,
    private readonly clockWatch: ClockWatch,
  ) {}

  /** False while the queue takes jobs but no worker works on them. */
  get progressing(): boolean {
    return this.workers?.progressing ?? false;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { redis, renderConcurrency, tickMs } = this.options;
    await this.clockWatch.atStart();
    await this.databaseAge.atStart();
    await this.devices.open();
    this.workers = startWorkers({
      redis,
      queue: this.queue,
      handlers: this.handlers.all,
      renderConcurrency,
      log: { warn: (line: string) => this.logger.warn(line) },
    });
    this.heartbeat.start(tickMs);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.heartbeat.stop();
    await this.workers?.close();
    await this.devices.close();
  }
}

@Module({})
export class WorkerModule {
  static with(options: WorkerOptions): DynamicModule {
    return {
      module: WorkerModule,
      providers: [{ provide: OPTIONS, useValue: options }, JobHandlers, Heartbeat, DeviceListener, WorkerLife],
      exports: [WorkerLife],
    };
  }
}
