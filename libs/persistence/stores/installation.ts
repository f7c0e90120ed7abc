// What belongs to the installation, in tables.
import { LessThan, MoreThanOrEqual, type EntityManager } from 'typeorm';
import type { CommuneKey, HeldKey, InstallationStore, IntentStep, KeyChangeKept } from '#application';
import type { DiskReading, Instant, LocalDate } from '#domain';
import { findOne, insertRow, putRow, updateRow } from '../rows';
import {
  COMMUNE_KEYS,
  DISK_READINGS,
  DRILL_KEYS,
  HELD_KEYS,
  INSTALLATION,
  INSTALLATION_ID,
  INTENT_STEPS,
  KEY_CHANGES,
} from '../tables/installation';

export class TableInstallationStore implements InstallationStore {
  constructor(private readonly manager: EntityManager) {}

  async clockOffsetMs(): Promise<number> {
    return (await findOne(this.manager, INSTALLATION, { id: INSTALLATION_ID }))?.clockOffsetMs ?? 0;
  }

  async communeKey(communeId: string): Promise<CommuneKey | undefined> {
    const found = await findOne(this.manager, COMMUNE_KEYS, { communeId });
    if (!found) return undefined;
    const { nextKeyDigest: _, ...key } = found;
    return key;
  }

  keyChanges(communeId: string): Promise<readonly KeyChangeKept[]> {
    return this.manager.find(KEY_CHANGES, { where: { communeId }, order: { serial: 'ASC' } });
  }

  async foretoldAtFounding(communeId: string): Promise<string | null> {
    return (await findOne(this.manager, COMMUNE_KEYS, { communeId }))?.nextKeyDigest ?? null;
  }

  heldKeys(communeId: string): Promise<readonly HeldKey[]> {
    return this.manager.findBy(HELD_KEYS, { communeId });
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
    return insertRow(this.manager, COMMUNE_KEYS, { ...key, nextKeyDigest: null });
  }

  insertDrillKey(key: CommuneKey): Promise<void> {
    return insertRow(this.manager, DRILL_KEYS, key);
  }

  insertKeyChange(change: KeyChangeKept): Promise<void> {
    return insertRow(this.manager, KEY_CHANGES, change);
  }

  foretellAtFounding(communeId: string, nextKeyDigest: string): Promise<void> {
    return updateRow(this.manager, COMMUNE_KEYS, { communeId }, { nextKeyDigest });
  }

  putHeldKey(held: HeldKey): Promise<void> {
    return putRow(this.manager, HELD_KEYS, held, ['deviceId']);
  }

  putDrillKey(key: CommuneKey): Promise<void> {
    return putRow(this.manager, DRILL_KEYS, key, ['communeId']);
  }

  insertIntentStep(step: IntentStep): Promise<void> {
    return insertRow(this.manager, INTENT_STEPS, step);
  }

  async deleteIntentStepsBefore(instant: Instant): Promise<void> {
    await this.manager.delete(INTENT_STEPS, { keptAt: LessThan(instant) });
  }
}
