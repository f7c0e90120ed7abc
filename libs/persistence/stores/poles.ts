// How poles are doing, in tables.
import { IsNull, MoreThan, MoreThanOrEqual, type EntityManager } from 'typeorm';
import type { PoleStore } from '#application';
import type { Instant, PoleMute, PoleReport, PresenceChange } from '#domain';
import { findOne, putRow } from '../rows';
import { POLE_MUTES, POLE_REPORTS, PRESENCE_CHANGES } from '../tables/poles';

export class TablePoleStore implements PoleStore {
  constructor(private readonly manager: EntityManager) {}

  presenceSince(communeId: string, since: Instant): Promise<readonly PresenceChange[]> {
    return this.manager.find(PRESENCE_CHANGES, {
      where: { communeId, at: MoreThanOrEqual(since) },
      order: { at: 'ASC', controllerId: 'ASC' },
    });
  }

  untoldAbsences(communeId: string): Promise<readonly PresenceChange[]> {
    return this.manager.find(PRESENCE_CHANGES, {
      where: { communeId, online: false, toldAt: IsNull() },
      order: { at: 'ASC', controllerId: 'ASC' },
    });
  }

  report(deviceId: string): Promise<PoleReport | undefined> {
    return findOne(this.manager, POLE_REPORTS, { deviceId });
  }

  reports(communeId: string): Promise<readonly PoleReport[]> {
    return this.manager.find(POLE_REPORTS, { where: { communeId }, order: { deviceId: 'ASC' } });
  }

  mutes(communeId: string, now: Instant): Promise<readonly PoleMute[]> {
    return this.manager.find(POLE_MUTES, {
      where: { communeId, until: MoreThan(now) },
      order: { controllerId: 'ASC' },
    });
  }

  putPresence(change: PresenceChange): Promise<void> {
    return putRow(this.manager, PRESENCE_CHANGES, change, ['controllerId', 'at']);
  }

  putReport(report: PoleReport): Promise<void> {
    return putRow(this.manager, POLE_REPORTS, report, ['deviceId']);
  }

  putMute(mute: PoleMute): Promise<void> {
    return putRow(this.manager, POLE_MUTES, mute, ['controllerId']);
  }
}
