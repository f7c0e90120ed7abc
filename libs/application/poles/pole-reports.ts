// What devices report of their own state, to be shown at the desk. Kept as it came last, told on to whoever watches, never taken for evidence.
import type { PoleReport } from '#domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';
import { signedBy } from './signed-words';

type Watcher = (report: PoleReport) => void;

@Injectable()
export class PoleReports {
  private readonly watchers = new Map<string, Set<Watcher>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes a sealed status. One that is not the device's own says nothing. */
  async take(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    const device = await this.unitOfWork.read.devices.device(deviceId);
    if (device?.communeId !== communeId) return;
    const status = signedBy(device, 'status', envelope);
    if (!status) return;
    const { uncertaintyMs, uptimeMs, soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent } =
      status;
    const report: PoleReport = {
      deviceId,
      communeId,
      controllerId: device.controllerId,
      receivedAt: this.clock.now(),
      uncertaintyMs: Math.min(uncertaintyMs, Number.MAX_SAFE_INTEGER),
      uptimeMs,
      soundsWanted,
      soundsHeld,
      bytesWanted,
      bytesHeld,
      airingId,
      volumePercent,
    };
    const before = await this.unitOfWork.read.poles.report(deviceId);
    await this.unitOfWork.run(({ poles }) => poles.putReport(report));
    if (before && looks(before) === looks(report)) return;
    for (const watcher of this.watchers.get(communeId) ?? []) watcher(report);
  }

  /** Calls back with every report of the commune that differs from the one before in what people see. Returns a way to stop. */
  watch(communeId: string, watcher: Watcher): () => void {
    const own = this.watchers.get(communeId) ?? new Set<Watcher>();
    this.watchers.set(communeId, own.add(watcher));
    return () => own.delete(watcher);
  }
}

function looks({ soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent }: PoleReport): string {
  return JSON.stringify([soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent]);
}
