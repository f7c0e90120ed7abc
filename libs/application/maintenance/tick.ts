// The heartbeat that makes the queue only a hint: every few seconds it compares what is with what should be, and asks for the missing work.
// Losing every job, or running twice, does no harm; a commune that cannot be looked at keeps no other from its work.
import { CONFIRM_WITHIN_MS, DAY_MS, MINUTE_MS, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { runAll, eachInTurn } from '../acting/run-all';
import { AuditSealing } from '../audit/audit-sealing';
import { DatabaseAge } from './database-age';
import { Housekeeping } from './housekeeping';
import { Machine } from './machine';
import { Clock } from '../ports/clock';
import { JobQueue } from '../ports/job-queue';
import type { PlanMark } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { DEVICE_KNOWN_MS, FAILURES_KEPT_MS } from '../people/failed-tries';
import { Programmes } from '../air/programmes';

/** What does not hurry is cared for this often. */
const CARE_MS = MINUTE_MS;
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
    private readonly databaseAge: DatabaseAge,
    private readonly auditSealing: AuditSealing,
    private readonly machine: Machine,
  ) {}

  /** One beat. Throws AggregateError at the end with everything that failed in it. */
  async beat(): Promise<void> {
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    await eachInTurn(
      [
        async () => this.machine.keep(),
        async () => this.askForSounds(),
        async () => eachInTurn(await read.places.communes(), ({ id }) => this.lookAfter(id, now)),
        async () => this.careSometimes(now),
        async () => this.databaseAge.note(),
        async () => this.auditSealing.keepOutside(),
      ],
      (part) => part(),
    );
  }

  private async askForSounds(): Promise<void> {
    await eachInTurn(await this.unitOfWork.read.recordings.unfinished(), ({ id: recordingId }) =>
      this.jobs.enqueue({ name: 'render', recordingId }),
    );
  }

  /** Asks for the work that one commune misses. What cannot be planned does not keep from being delivered what was planned before. */
  private async lookAfter(communeId: string, now: Instant): Promise<void> {
    const byTheClock = () => [this.askForPlan(communeId, now), this.askForEvidence(communeId, now)];
    await runAll([this.askForDelivery(communeId), ...(this.machine.knowsTheTime ? byTheClock() : [])]);
  }

  private async askForPlan(communeId: string, now: Instant): Promise<void> {
    const { air, emergencies } = this.unitOfWork.read;
    const mark = await air.planMark(communeId);
    const stale = !stands(mark, now);
    const due = await emergencies.due(communeId, now - CONFIRM_WITHIN_MS, now);
    if (stale || due || mark.done < mark.wanted) await this.jobs.enqueue({ name: 'plan', communeId });
  }

  private async askForDelivery(communeId: string): Promise<void> {
    await eachInTurn(await this.programmes.undelivered(communeId), (zoneId) =>
      this.jobs.enqueue({ name: 'deliver', zoneId }),
    );
  }

  private async askForEvidence(communeId: string, now: Instant): Promise<void> {
    const overdue = await this.unitOfWork.read.air.overduePlaybacks(communeId, now, 1);
    if (overdue.length) await this.jobs.enqueue({ name: 'settle', communeId });
  }

  /** What does not hurry: the chores of every commune, what nobody will ask for again. */
  private async careSometimes(now: Instant): Promise<void> {
    if (!this.machine.knowsTheTime || now - this.caredAt < CARE_MS) return;
    this.caredAt = now;
    await runAll([
      eachInTurn(await this.unitOfWork.read.places.communes(), ({ id }) => this.housekeeping.keep(id)),
      this.unitOfWork.run(async ({ installation, people }) => {
        await installation.deleteIntentStepsBefore(now - ANSWERS_KEPT_MS);
        await people.deleteFailedTriesBefore(now - FAILURES_KEPT_MS);
        await people.deleteKnownDevicesBefore(now - DEVICE_KNOWN_MS);
        await people.deleteSignInStepsExpiredBefore(now);
      }),
    ]);
  }
}

/** Whether time has changed nothing of the plan since it was made. A clock that was put back says nothing about that. */
function stands({ plannedAt, standsUntil }: PlanMark, now: Instant): boolean {
  return plannedAt !== null && standsUntil !== null && plannedAt <= now && now < standsUntil;
}
