// What was delivered and what came back, in tables.
import { MoreThanOrEqual, type EntityManager } from 'typeorm';
import type {
  DeliveryStore,
  EvidenceMark,
  IssuedProgramme,
  IssuedSettings,
  NumberedReceipt,
  ProgrammeVersion,
  SettingsVersion,
  StoredReceipt,
} from '#application';
import { findMany, findOne, putRow } from '../rows';
import { anyOf, putRows } from '../sqlite';
import type { Instant } from '#domain';
import { CONTROLLER_SETTINGS, EVIDENCE_MARKS, PROGRAMMES, RECEIPTS } from '../tables/delivery';

export class TableDeliveryStore implements DeliveryStore {
  constructor(private readonly manager: EntityManager) {}

  programme(zoneId: string): Promise<IssuedProgramme | undefined> {
    return findOne(this.manager, PROGRAMMES, { zoneId });
  }

  programmeVersions(communeId: string): Promise<readonly ProgrammeVersion[]> {
    const names = ['zoneId', 'epoch', 'version', 'issuedAt'] as const;
    return findMany(this.manager, PROGRAMMES, `WHERE "communeId" = ? ORDER BY "zoneId"`, [communeId], names);
  }

  programmeVersionsOf(zoneIds: readonly string[]): Promise<readonly ProgrammeVersion[]> {
    return this.manager.query(
      `SELECT "zoneId", "epoch", "version", "issuedAt" FROM programmes WHERE "zoneId" IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(zoneIds)],
    );
  }

  settings(controllerId: string): Promise<IssuedSettings | undefined> {
    return findOne(this.manager, CONTROLLER_SETTINGS, { controllerId });
  }

  settingsVersions(communeId: string): Promise<readonly SettingsVersion[]> {
    return this.manager.find(CONTROLLER_SETTINGS, {
      select: { controllerId: true, version: true, contentDigest: true },
      where: { communeId },
      order: { controllerId: 'ASC' },
    });
  }

  settingsOf(controllerIds: readonly string[]): Promise<readonly IssuedSettings[]> {
    return this.manager.find(CONTROLLER_SETTINGS, {
      where: { controllerId: anyOf(controllerIds) },
      order: { controllerId: 'ASC' },
    });
  }

  evidenceMarks(deviceIds: readonly string[]): Promise<readonly EvidenceMark[]> {
    return this.manager.query(
      `SELECT "deviceId", "deviceEpoch", "sequence" FROM evidence_marks WHERE "deviceId" IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(deviceIds)],
    );
  }

  receiptsBySequence(
    { deviceId, deviceEpoch }: Pick<StoredReceipt, 'deviceId' | 'deviceEpoch'>,
    sequences: readonly number[],
  ): Promise<readonly StoredReceipt[]> {
    return this.manager.find(RECEIPTS, {
      where: { deviceId, deviceEpoch, sequence: anyOf(sequences) },
      order: { sequence: 'ASC' },
    });
  }

  receiptsOfPlayback(playbackId: string): Promise<readonly StoredReceipt[]> {
    return this.manager.find(RECEIPTS, {
      where: { playbackId },
      order: { receivedAt: 'ASC', deviceId: 'ASC', deviceEpoch: 'ASC', sequence: 'ASC' },
    });
  }

  receiptsOfKind(kind: string, playbackIds: readonly string[]): Promise<readonly StoredReceipt[]> {
    return this.manager.find(RECEIPTS, {
      where: { kind, playbackId: anyOf(playbackIds) },
      order: { receivedAt: 'ASC' },
    });
  }

  receiptsSince(communeId: string, since: Instant): Promise<readonly NumberedReceipt[]> {
    return this.manager.find(RECEIPTS, {
      select: { deviceId: true, deviceEpoch: true, sequence: true, kind: true, playbackId: true },
      where: { communeId, receivedAt: MoreThanOrEqual(since) },
      order: { deviceId: 'ASC', deviceEpoch: 'ASC', sequence: 'ASC' },
    });
  }

  putProgramme(programme: IssuedProgramme): Promise<void> {
    return putRow(this.manager, PROGRAMMES, programme, ['zoneId']);
  }

  putSettings(settings: IssuedSettings): Promise<void> {
    return putRow(this.manager, CONTROLLER_SETTINGS, settings, ['controllerId']);
  }

  /** A receipt that is there already stays as it is: devices send again until they are sure, and the first word counts. */
  insertReceipts(receipts: readonly StoredReceipt[]): Promise<void> {
    return putRows(this.manager, RECEIPTS, receipts, 'keep');
  }

  putEvidenceMarks(marks: readonly EvidenceMark[]): Promise<void> {
    return putRows(this.manager, EVIDENCE_MARKS, marks, 'replace');
  }
}
