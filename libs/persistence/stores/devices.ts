// Devices in tables.
import { IsNull, type EntityManager } from 'typeorm';
import type { DeviceStore, PresentDevice, SeenDevice } from '#application';
import type { Device, EnrolmentCode, Instant } from '#domain';
import { findMany, findOne, insertRow, updateRow } from '../rows';
import { anyOf } from '../sqlite';
import { DEVICES, ENROLMENT_CODES } from '../tables/devices';

export class TableDeviceStore implements DeviceStore {
  constructor(private readonly manager: EntityManager) {}

  device(id: string): Promise<Device | undefined> {
    return findOne(this.manager, DEVICES, { id });
  }

  devicesByIds(ids: readonly string[]): Promise<readonly Device[]> {
    return this.manager.findBy(DEVICES, { id: anyOf(ids) });
  }

  devices(communeId: string): Promise<readonly Device[]> {
    return findMany(this.manager, DEVICES, `WHERE "communeId" = ? AND "retiredAt" IS NULL ORDER BY "id"`, [communeId]);
  }

  deviceOfController(controllerId: string): Promise<Device | undefined> {
    return findOne(this.manager, DEVICES, { controllerId, retiredAt: IsNull() });
  }

  enrolmentCode(codeHash: string): Promise<EnrolmentCode | undefined> {
    return findOne(this.manager, ENROLMENT_CODES, { codeHash });
  }

  insertDevice(device: Device): Promise<void> {
    return insertRow(this.manager, DEVICES, device);
  }

  updateDevice(id: string, change: Partial<Device>): Promise<void> {
    return updateRow(this.manager, DEVICES, { id }, change);
  }

  async noteSeen(devices: readonly SeenDevice[], now: Instant): Promise<void> {
    const said = devices.filter(({ programme }) => programme !== undefined);
    const programmes = said.map(({ id, programme }) => [id, JSON.stringify(programme)]);
    if (devices.length > 0)
      await this.manager.query(`UPDATE devices SET "lastSeenAt" = ? WHERE "id" IN (SELECT value FROM json_each(?))`, [
        now,
        JSON.stringify(devices.map(({ id }) => id)),
      ]);
    if (said.length > 0)
      await this.manager.query(
        `UPDATE devices SET "programme" = json_extract(said.value, '$[1]') FROM json_each(?) AS said
         WHERE devices."id" = json_extract(said.value, '$[0]')`,
        [JSON.stringify(programmes)],
      );
  }

  async notePresence(devices: readonly PresentDevice[]): Promise<void> {
    if (devices.length === 0) return;
    await this.manager.query(
      `UPDATE devices SET "online" = json_extract(said.value, '$[1]'),
         "lastSeenAt" = MAX(json_extract(said.value, '$[2]'), COALESCE("lastSeenAt", 0))
       FROM json_each(?) AS said WHERE devices."id" = json_extract(said.value, '$[0]')`,
      [JSON.stringify(devices.map(({ id, online, at }) => [id, online ? 1 : 0, at]))],
    );
  }

  insertEnrolmentCode(code: EnrolmentCode): Promise<void> {
    return insertRow(this.manager, ENROLMENT_CODES, code);
  }

  async useEnrolmentCode(id: string, usedAt: Instant): Promise<boolean> {
    const { affected } = await this.manager.update(ENROLMENT_CODES, { id, usedAt: IsNull() }, { usedAt });
    return affected === 1;
  }

  async voidEnrolmentCodes(
    of: Pick<EnrolmentCode, 'controllerId'> | { readonly issuedBy: string },
    usedAt: Instant,
  ): Promise<void> {
    await this.manager.update(ENROLMENT_CODES, { ...of, usedAt: IsNull() }, { usedAt });
  }
}
