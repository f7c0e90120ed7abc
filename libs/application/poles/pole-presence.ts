// Which poles are connected: a device says so itself when it connects, and the broker says it when the connection is lost.
import { SECOND_MS, type Device, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { eachInTurn } from '../acting/run-all';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** A device comes back within this time once the server is there again; longer than its slowest retry. */
export const COMES_BACK_WITHIN_MS = 45 * SECOND_MS;

@Injectable()
export class PolePresence {
  /** Devices that were heard of since this process listens. */
  private readonly heardOf = new Set<string>();
  private listensSince: Instant | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Notes that a device came or went. */
  async note(deviceId: string, online: boolean): Promise<void> {
    this.heardOf.add(deviceId);
    const device = await this.unitOfWork.read.devices.device(deviceId);
    if (device) await this.write(device, online);
  }

  /**
   * Devices that were there when the server went down and did not come back with it are gone: nobody was left to say so for them. A chore:
   * safe to repeat.
   */
  async noteSilent(communeId: string): Promise<void> {
    const now = this.clock.now();
    this.listensSince ??= now;
    if (now - this.listensSince < COMES_BACK_WITHIN_MS) return;
    const devices = await this.unitOfWork.read.devices.devices(communeId);
    const silent = devices.filter(({ id, online }) => online && !this.heardOf.has(id));
    await eachInTurn(silent, (device) => this.write(device, false));
  }

  private async write(device: Device, online: boolean): Promise<void> {
    if (device.retiredAt !== null || device.online === online) return;
    const { id, communeId, controllerId } = device;
    const at = this.clock.now();
    await this.unitOfWork.run(async ({ devices, poles, events }) => {
      await devices.updateDevice(id, { online, lastSeenAt: at });
      await poles.putPresence({ communeId, controllerId, at, online, toldAt: null });
      const kind = online ? 'device.online' : 'device.offline';
      await events.append({ communeId, at, kind, actor: `device:${id}`, subjectId: controllerId });
    });
  }
}
