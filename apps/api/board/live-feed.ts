// The open event streams of this process: woken when something was logged, ended when the server stops.
import { EventLog, PoleReports, UnitOfWork } from '#application';
import type { Actor } from '#domain';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { poleReport } from '../poles/pole-shapes';
import { EventStream } from './event-stream';

@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly open = new Set<EventStream>();

  constructor(
    private readonly log: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: PoleReports,
  ) {}

  /** A stream of what happens in the commune after `sequence`, or from now on. Throws Problem `not-found`. */
  async stream(actor: Actor, communeId: string, sequence: number | undefined): Promise<EventStream> {
    const from = sequence ?? (await this.log.lastSequence(actor, communeId));
    // Asked once here, so that a stranger gets an answer and not a stream.
    await this.log.live(actor, communeId, from, 1);
    const stream = new EventStream(
      {
        read: (after, limit) => this.log.live(actor, communeId, after, limit),
        watch: (listener) =>
          this.unitOfWork.onEvents((communeIds) => {
            if (communeIds.has(communeId)) listener();
          }),
      },
      from,
    );
    const stopReports = this.reports.watch(communeId, (report) =>
      stream.say('pole.reported', poleReport.parse(report)),
    );
    this.open.add(stream);
    stream.once('close', () => {
      stopReports();
      this.open.delete(stream);
    });
    return stream;
  }

  /** An endless answer would keep the server from ending. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.push(null);
  }
}
