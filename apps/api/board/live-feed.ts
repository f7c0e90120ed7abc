// The open event streams of this process: woken when something was logged, ended when the server stops.
import { EventLog, PoleReports, UnitOfWork } from '#application';
import { belongsTo, type Actor } from '#domain';
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

  /**
   * A stream of what happens in the commune after `sequence`, or from now on. It ends once `actorNow` finds nobody: whoever is let out reads
   * no further. Throws Problem `not-found`.
   */
  async stream(
    actor: Actor,
    communeId: string,
    sequence: number | undefined,
    actorNow: () => Promise<Actor | undefined>,
  ): Promise<EventStream> {
    const from = sequence ?? (await this.log.lastSequence(actor, communeId));
    // Asked once here, so that a stranger gets an answer and not a stream.
    await this.log.live(actor, communeId, from, 1);
    const isWatched = await this.log.placesWatched(actor, communeId);
    const stream = new EventStream(
      {
        read: async (after, limit) => {
          const reader = await actorNow();
          return reader && belongsTo(reader, communeId) ? this.log.live(reader, communeId, after, limit) : undefined;
        },
        watch: (listener) =>
          this.unitOfWork.onEvents((communeIds) => {
            if (communeIds.has(communeId)) listener();
          }),
      },
      from,
    );
    const stopReports = this.reports.watch(communeId, (report) => {
      if (isWatched(report.controllerId)) stream.say('pole.reported', poleReport.parse(report));
    });
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
