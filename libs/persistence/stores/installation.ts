// What belongs to the installation, in tables.
import { LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm';
import type { CommuneKey, InstallationStore, IntentStep } from '#application';
import type { DiskReading, Instant, LocalDate } from '#domain';
import { findOne, insertRow, putRow } from '../rows';
import {
  COMMUNE_KEYS,
  DISK_READINGS,
  DRILL_KEYS,
  INSTALLATION,
  INSTALLATION_ID,
  INTENT_STEPS,
} from '../tables/installation';

export class TableInstallationStore implements InstallationStore {
  constructor(private readonly manager: EntityManager) {}

  async clockOffsetMs(): Promise<number> {
    return (await findOne(this.manager, INSTALLATION, { id: INSTALLATION_ID }))?.clockOffsetMs ?? 0;
  }

  communeKey(communeId: string): Promise<CommuneKey | undefined> {
    return findOne(this.manager, COMMUNE_KEYS, { communeId });
  }

  drillKey(communeId: string): Promise<CommuneKey | undefined> {
    return findOne(this.manager, DRILL_KEYS, { communeId });
  }

  intentSteps(who: string, keyHash: string): Promise<readonly IntentStep[]> {
    return this.manager.find(INTENT_STEPS, { where: { who, keyHash }, order: { place: 'ASC' } });
  }

  diskReadings(since: Instant): Promise<readonly DiskReading[]> {
    return this.manager.find(DISK_READINGS, { where: { at: MoreThanOrEqual(since) }, order: { at: 'ASC' } });
  }

  async putDiskReading(day: LocalDate, { at, freeBytes }: DiskReading, keptSince: Instant): Promise<void> {
    await putRow(this.manager, DISK_READINGS, { day, at, freeBytes }, ['day']);
    await this.manager.delete(DISK_READINGS, { at: LessThan(keptSince) });
  }

  setClockOffsetMs(offsetMs: number): Promise<void> {
    return putRow(this.manager, INSTALLATION, { id: INSTALLATION_ID, clockOffsetMs: offsetMs }, ['id']);
  }

  insertCommuneKey(key: CommuneKey): Promise<void> {
    return insertRow(this.manager, COMMUNE_KEYS, key);
  }

  insertDrillKey(key: CommuneKey): Promise<void> {
    return insertRow(this.manager, DRILL_KEYS, key);
  }

  insertIntentStep(step: IntentStep): Promise<void> {
    return insertRow(this.manager, INTENT_STEPS, step);
  }

  async deleteIntentStepsBefore(instant: Instant): Promise<void> {
    await this.manager.delete(INTENT_STEPS, { keptAt: LessThan(instant) });
  }
}
