// What belongs to the installation, in tables.
import { LessThan, type EntityManager } from 'typeorm';
import type { CommuneKey, InstallationStore, IntentStep } from '#application';
import type { Instant } from '#domain';
import { findOne, insertRow, putRow } from '../rows';
import { COMMUNE_KEYS, DRILL_KEYS, INSTALLATION, INSTALLATION_ID, INTENT_STEPS } from '../tables/installation';

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
