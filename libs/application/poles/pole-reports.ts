// What devices report of their own state, to be shown at the desk. Kept as it came last, told on to whoever watches, never taken for evidence.
import { isClockSure, type Device, type Instant, type PoleReport } from '#domain';
import type { DeviceStatus } from '#protocol';
import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../acting/clock-watch';
import { Gatherer, type GathererLimits } from '../acting/gatherer';
import { KeyChanges } from '../keys/key-changes';
import { Clock } from '../ports/clock';
import { Timer } from '../ports/timer';
import { UnitOfWork } from '../ports/unit-of-work';
import { openFrom } from '../wire/device-envelopes';
import { followBoxes, whoKnowsMore } from '../wire/older-database';

/** Weights are bytes: at once a hundred boxes or more. */
const LIMITS: GathererLimits = { restMs: 100, mostAtOnce: 100_000, mostWaiting: 32_000_000 };

/** What came, as it came. */
interface Said {
  readonly communeId: string;
  readonly deviceId: string;
  readonly envelope: Uint8Array;
}

interface Believed {
  readonly device: Device;
  readonly status: DeviceStatus;
}

type Watcher = (report: PoleReport) => void;

@Injectable()
export class PoleReports {
  private readonly watchers = new Map<string, Set<Watcher>>();

  private readonly gatherer: Gatherer<Said>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly clockWatch: ClockWatch,
    private readonly keyChanges: KeyChanges,
    timer: Timer,
  ) {
    this.gatherer = new Gatherer(timer, LIMITS, (said) => this.takeAll(said));
  }

  /**
   * Takes a sealed status, together with what other devices say in the same tenth of a second. One that is not the device's own says nothing;
   * of several of one device the last counts. Throws Problem `unavailable` while too much waits.
   */
  take(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    return this.gatherer.add({ communeId, deviceId, envelope }, envelope.byteLength);
  }

  private async takeAll(said: readonly Said[]): Promise<readonly PromiseSettledResult<void>[]> {
    const { devices, poles } = this.unitOfWork.read;
    const ids = [...new Set(said.map(({ deviceId }) => deviceId))];
    const known = new Map((await devices.devicesByIds(ids)).map((device) => [device.id, device]));
    const now = this.clock.now();
    const believed = said.flatMap((each) => believedOf(each, known.get(each.deviceId)));
    for (const { device, status } of believed) this.clockWatch.heard(device.id, status);
    const last = new Map(believed.map(({ device, status }) => [device.id, reportIn(device, status, now)]));
    await this.compare(believed, now);
    await this.keyChanges.heard(believed.flatMap(({ device, status }) => toldKey(device, status)));
    const before = new Map((await poles.reportsOf([...last.keys()])).map((report) => [report.deviceId, report]));
    const reports = [...last.values()];
    if (reports.length > 0) await this.unitOfWork.run((stores) => stores.poles.putReports(reports));
    for (const report of reports) {
      const earlier = before.get(report.deviceId);
      if (earlier && looks(earlier) === looks(report)) continue;
      for (const watcher of this.watchers.get(report.communeId) ?? []) watcher(report);
    }
    return said.map(() => ({ status: 'fulfilled', value: undefined }));
  }

  /** A box that was told more than is known here shows that the database is an older one. */
  private async compare(believed: readonly Believed[], now: Instant): Promise<void> {
    const said = believed.flatMap(({ device, status }) =>
      status.standing ? [{ device, standing: status.standing }] : [],
    );
    const more = await whoKnowsMore(this.unitOfWork.read, said);
    if (more.length === 0) return;
    await this.unitOfWork.urgently(() => this.unitOfWork.run((stores) => followBoxes(stores, more, now)));
  }

  /** Calls back with every report of the commune that differs from the one before in what people see. Returns a way to stop. */
  watch(communeId: string, watcher: Watcher): () => void {
    const own = this.watchers.get(communeId) ?? new Set<Watcher>();
    this.watchers.set(communeId, own.add(watcher));
    return () => own.delete(watcher);
  }
}

/** Nothing when it is not believed. */
function believedOf({ communeId, envelope }: Said, device: Device | undefined): readonly Believed[] {
  if (device?.communeId !== communeId) return [];
  const belief = openFrom(device, 'status', envelope);
  return 'fault' in belief ? [] : [{ device, status: belief.message }];
}

function toldKey({ id, controllerId, communeId }: Device, { serverKey }: DeviceStatus) {
  return serverKey ? [{ deviceId: id, controllerId, communeId, ...serverKey }] : [];
}

function reportIn(device: Device, status: DeviceStatus, receivedAt: Instant): PoleReport {
  const { uncertaintyMs, uptimeMs, soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent } = status;
  return {
    deviceId: device.id,
    communeId: device.communeId,
    controllerId: device.controllerId,
    receivedAt,
    uncertaintyMs: Math.min(uncertaintyMs, Number.MAX_SAFE_INTEGER),
    uptimeMs,
    soundsWanted,
    soundsHeld,
    bytesWanted,
    bytesHeld,
    airingId,
    volumePercent,
  };
}

function looks(report: PoleReport): string {
  const { soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent } = report;
  return JSON.stringify([
    ...[soundsWanted, soundsHeld, bytesWanted, bytesHeld, airingId, volumePercent],
    isClockSure(report),
  ]);
}
