// May requests be sent here? Tries everything that an act needs: the database takes writes, the sound folder takes files, and what the
// installation adds (queue, broker).
import { rm, writeFile } from 'node:fs/promises';
import { AudioStore, UnitOfWork } from '#application';
import { Inject, Injectable } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions, type ReadinessCheck } from '../api-options';

/** What takes longer is as good as broken. */
const LIMIT_MS = 2_000;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

@Injectable()
export class ReadinessProbe {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sounds: AudioStore,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async look(): Promise<Readiness> {
    const checks: Record<string, ReadinessCheck> = {
      database: () => this.databaseTakesWrites(),
      sounds: () => this.soundsTakeFiles(),
      ...this.options.readiness,
    };
    const outcomes = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await succeeds(check)) ? 'ok' : 'failed'] as const),
    );
    return { ready: outcomes.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(outcomes) };
  }

  /** A write that changes nothing still needs all that a write needs. */
  private databaseTakesWrites(): Promise<void> {
    return this.unitOfWork.run(({ installation }) => installation.deleteIntentStepsBefore(0));
  }

  private async soundsTakeFiles(): Promise<void> {
    const path = await this.sounds.temporaryPath('.ready');
    await writeFile(path, '');
    await rm(path);
  }
}

async function succeeds(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), LIMIT_MS);
  });
  const tried = check().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([tried, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
