// Devices in tables.
import { IsNull, type EntityManager } from 'typeorm';
import type { DeviceStore } from '#application';
import type { Device, EnrolmentCode, Instant } from '#domain';
import { findOne, insertRow, updateRow } from '../rows';
import { DEVICES, ENROLMENT_CODES } from '../tables/devices';

export class TableDeviceStore implements DeviceStore {
  constructor(private readonly manager: EntityManager) {}

  device(id: string): Promise<Device | undefined> {
    return findOne(this.manager, DEVICES, { id });
  }

  devices(communeId: string): Promise<readonly Device[]> {
    return this.manager.find(DEVICES, { where: { communeId, retiredAt: IsNull() }, order: { id: 'ASC' } });
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
