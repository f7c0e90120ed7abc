// The heartbeat that makes the queue only a hint: every few seconds it compares what is with what should be, and asks for the missing work.
// Losing every job, or running twice, does no harm.
import { CONFIRM_WITHIN_MS, DAY_MS, MINUTE_MS, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { Housekeeping } from './housekeeping';
import { Clock } from './ports/clock';
import { JobQueue } from './ports/job-queue';
import { UnitOfWork } from './ports/unit-of-work';
import { Programmes } from './programmes';

/** A commune is planned anew at least this often: days pass, slots open, leases run down. */
const REPLAN_MS = MINUTE_MS;
/** Answers to repeated requests are kept this long: a phone may come back after days. */
const ANSWERS_KEPT_MS = 7 * DAY_MS;

@Injectable()
export class Tick {
  private caredAt: Instant = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly programmes: Programmes,
    private readonly housekeeping: Housekeeping,
  ) {}

  /** One beat. */
  async beat(): Promise<void> {
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    for (const recording of await read.recordings.unfinished()) {
      await this.jobs.enqueue({ name: 'render', recordingId: recording.id });
    }
    for (const { id: communeId } of await read.places.communes()) {
      const mark = await read.air.planMark(communeId);
      const stale = mark.plannedAt === null || now - mark.plannedAt >= REPLAN_MS;
      const due = await read.emergencies.due(communeId, now - CONFIRM_WITHIN_MS, now);
      if (stale || due || mark.done < mark.wanted) await this.jobs.enqueue({ name: 'plan', communeId });
      for (const zoneId of await this.programmes.undelivered(communeId)) {
        await this.jobs.enqueue({ name: 'deliver', zoneId });
      }
      const overdue = await read.air.overduePlaybacks(communeId, now, 1);
      if (overdue.length) await this.jobs.enqueue({ name: 'settle', communeId });
    }
    await this.careSometimes(now);
  }

  /** What does not hurry: the chores of every commune, answers that nobody will ask for again. */
  private async careSometimes(now: Instant): Promise<void> {
    if (now - this.caredAt < REPLAN_MS) return;
    this.caredAt = now;
    for (const { id } of await this.unitOfWork.read.places.communes()) await this.housekeeping.keep(id);
    await this.unitOfWork.run(({ installation }) => installation.deleteIntentStepsBefore(now - ANSWERS_KEPT_MS));
  }
}
