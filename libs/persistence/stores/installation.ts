// What belongs to the installation, in tables.
import { LessThan, type EntityManager } from 'typeorm';
import type { CommuneKey, IdempotentAnswer, InstallationStore } from '#application';
import type { Instant } from '#domain';
import { findOne, insertRow, putRow } from '../rows';
import { COMMUNE_KEYS, DRILL_KEYS, IDEMPOTENT_ANSWERS, INSTALLATION, INSTALLATION_ID } from '../tables/installation';

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

  idempotentAnswer(personId: string, key: string): Promise<IdempotentAnswer | undefined> {
    return findOne(this.manager, IDEMPOTENT_ANSWERS, { personId, key });
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

  putIdempotentAnswer(answer: IdempotentAnswer): Promise<void> {
    return putRow(this.manager, IDEMPOTENT_ANSWERS, answer, ['personId', 'key']);
  }

  async deleteIdempotentAnswer(personId: string, key: string): Promise<void> {
    await this.manager.delete(IDEMPOTENT_ANSWERS, { personId, key });
  }

  async deleteIdempotentAnswersBefore(instant: Instant): Promise<void> {
    await this.manager.delete(IDEMPOTENT_ANSWERS, { startedAt: LessThan(instant) });
  }
}
