// How poles are doing, in tables.
import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { PoleStore } from '#application';
import type { Instant, OrderReach, PoleMute, PoleReport, PresenceChange } from '#domain';
import { findMany, putRow } from '../rows';
import { anyOf, putRows } from '../sqlite';
import { POLE_MUTES, POLE_REPORTS, PRESENCE_CHANGES } from '../tables/poles';

export class TablePoleStore implements PoleStore {
  constructor(private readonly manager: EntityManager) {}

  presenceSince(communeId: string, since: Instant): Promise<readonly PresenceChange[]> {
    const condition = `WHERE "communeId" = ? AND "at" >= ? ORDER BY "at", "controllerId"`;
    return findMany(this.manager, PRESENCE_CHANGES, condition, [communeId, since]);
  }

  untoldAbsences(communeId: string): Promise<readonly PresenceChange[]> {
    return this.manager.find(PRESENCE_CHANGES, {
      where: { communeId, online: false, toldAt: IsNull() },
      order: { at: 'ASC', controllerId: 'ASC' },
    });
  }

  reportsOf(deviceIds: readonly string[]): Promise<readonly PoleReport[]> {
    return this.manager.find(POLE_REPORTS, { where: { deviceId: anyOf(deviceIds) }, order: { deviceId: 'ASC' } });
  }

  reports(communeId: string): Promise<readonly PoleReport[]> {
    return findMany(this.manager, POLE_REPORTS, `WHERE "communeId" = ? ORDER BY "deviceId"`, [communeId]);
  }

  async reach(communeId: string): Promise<OrderReach> {
    const [row] = await this.manager.query<OrderReach[]>(
      `SELECT COUNT(*) AS "poles", COALESCE(MAX(report."uncertaintyMs"), 0) AS "worstUncertaintyMs"
       FROM devices AS device LEFT JOIN pole_reports AS report ON report."deviceId" = device."id"
       WHERE device."communeId" = ? AND device."retiredAt" IS NULL AND device."online"`,
      [communeId],
    );
    return row!;
  }

  mutes(communeId: string, now: Instant): Promise<readonly PoleMute[]> {
    return this.manager.find(POLE_MUTES, {
      where: { communeId, until: MoreThan(now) },
      order: { controllerId: 'ASC' },
    });
  }

  putPresence(changes: readonly PresenceChange[]): Promise<void> {
    return putRows(this.manager, PRESENCE_CHANGES, changes, 'replace');
  }

  putReports(reports: readonly PoleReport[]): Promise<void> {
    return putRows(this.manager, POLE_REPORTS, reports, 'replace');
  }

  putMute(mute: PoleMute): Promise<void> {
    return putRow(this.manager, POLE_MUTES, mute, ['controllerId']);
  }
}
