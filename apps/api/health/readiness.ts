// May requests be sent here? Tries everything that an act needs: the database takes writes, the sound folder takes files, the schedule can be
// planned, and what the installation adds (queue, broker).
import { rm, writeFile } from 'node:fs/promises';
import { AudioStore, AuditSealing, ClockWatch, DiskReserve, SoundRenderer, UnitOfWork } from '#application';
import { keepsFailing, PLAN_PARTS, RESERVED_BYTES, SECOND_MS, type PlanFailure } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions, type ReadinessCheck } from '../api-options';

/** What takes longer is as good as broken. */
const LIMIT_MS = 2_000;

/** Of a time in which nobody asked for anything. */
const TRIED = { who: 'readiness', keyHash: '', place: 0, requestHash: '', keptAt: -1, outcome: new Uint8Array() };

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  /** Why a check failed, where it can say so without naming people or places; left out while all is well. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** What somebody has to look at although requests may be sent here; left out while there is nothing. */
  readonly warnings?: Readonly<Record<string, string>>;
}

/** A check that failed and may say to everybody why. */
class NotReady extends Error {}

@Injectable()
export class ReadinessProbe {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sounds: AudioStore,
    private readonly reserve: DiskReserve,
    private readonly clockWatch: ClockWatch,
    private readonly auditSealing: AuditSealing,
    private readonly renderer: SoundRenderer,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async look(): Promise<Readiness> {
    const checks: Record<string, ReadinessCheck> = {
      database: () => this.databaseTakesWrites(),
      sounds: () => this.soundsTakeFiles(),
      disk: () => this.diskHasRoom(),
      reserve: () => this.reserveIsWhole(),
      clock: () => this.clockIsRight(),
      planning: () => this.everythingIsPlanned(),
      ...this.options.readiness,
    };
    const warnings = await this.warnings();
    const outcomes = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => ({ name, failure: await failureOf(check) })),
    );
    const reasons = outcomes.flatMap(({ name, failure }) =>
      failure instanceof NotReady ? [[name, failure.message] as const] : [],
    );
    return {
      ready: outcomes.every(({ failure }) => failure === undefined),
      checks: Object.fromEntries(outcomes.map(({ name, failure }) => [name, failure ? 'failed' : 'ok'])),
      ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
      ...(Object.keys(warnings).length > 0 && { warnings }),
    };
  }

  private clockIsRight(): Promise<void> {
    const { doubt } = this.clockWatch;
    if (!doubt) return Promise.resolve();
    return Promise.reject(
      new NotReady(`${doubt.reason} by ${Math.round(doubt.byMs / SECOND_MS)} s: nothing is planned`),
    );
  }

  /** Part of a schedule that keeps failing to be planned is as bad as a queue that does not move: nobody may take it for well. */
  private async everythingIsPlanned(): Promise<void> {
    const { places, air } = this.unitOfWork.read;
    const failing: PlanFailure[] = [];
    for (const { id } of await places.communes()) failing.push(...(await air.planFailures(id)).filter(keepsFailing));
    if (failing.length === 0) return;
    const since = new Date(Math.min(...failing.map((failure) => failure.since))).toISOString();
    const counts = PLAN_PARTS.map((part) => [part, failing.filter((failure) => failure.part === part).length] as const);
    const told = counts.filter(([, count]) => count > 0).map(([part, count]) => `${part} ${count}`);
    throw new NotReady(`plan-failing since ${since}: ${told.join(', ')}`);
  }

  /** A row is written and deleted again: on a full disk a write that changes no row needs no room. */
  private databaseTakesWrites(): Promise<void> {
    return this.unitOfWork.run(async ({ installation }) => {
      await installation.insertIntentStep(TRIED);
      await installation.deleteIntentStepsBefore(0);
    });
  }

  private async reserveIsWhole(): Promise<void> {
    const missing = await this.reserve.missingBytes();
    if (missing > 0) throw new NotReady(`${missing} bytes of the reserve of the database are missing: make room`);
  }

  private async warnings(): Promise<Readonly<Record<string, string>>> {
    const audit = await this.auditSealing.troubleNow();
    const { notHeld } = this.renderer;
    return { ...(audit && { audit }), ...(notHeld.length > 0 && { decoding: `not kept from ${notHeld.join(', ')}` }) };
  }

  /** Below what is reserved no recording is taken and no sound rendered: somebody has to make room while the rest still works. */
  private async diskHasRoom(): Promise<void> {
    const freeBytes = await this.sounds.freeBytes();
    if (freeBytes < RESERVED_BYTES) throw new NotReady(`${freeBytes} bytes are left of ${RESERVED_BYTES} reserved`);
  }

  private async soundsTakeFiles(): Promise<void> {
    const path = await this.sounds.temporaryPath('.ready');
    await writeFile(path, '');
    await rm(path);
  }
}

/** Why it failed; undefined: it did not. */
async function failureOf(check: ReadinessCheck): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new Error('too slow')), LIMIT_MS);
  });
  const tried = check().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  try {
    return await Promise.race([tried, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
