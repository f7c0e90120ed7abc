// Listens to the devices and hands what they say to the acts that it concerns.
// Nothing said by a device may bring the server down; what goes wrong is logged.
import {
  DeviceConduct,
  DeviceLink,
  Evidence,
  PolePresence,
  PoleReports,
  Seals,
  type DeviceLinkListener,
} from '#application';
import { clockProbeSchema, MOST_BYTES } from '#protocol';
import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class DeviceListener implements DeviceLinkListener {
  private readonly logger = new Logger('devices');
  private readonly running = new Set<Promise<void>>();
  private closing = false;

  constructor(
    private readonly link: DeviceLink,
    private readonly evidence: Evidence,
    private readonly presences: PolePresence,
    private readonly reports: PoleReports,
    private readonly seals: Seals,
    private readonly conduct: DeviceConduct,
  ) {}

  async open(): Promise<void> {
    // Clock probes are answered without waiting for the database, so the keys are at hand before the first one.
    // A commune without its key can say nothing, and keeps no other from it.
    await this.seals.load().catch((error: unknown) => this.logger.error(`keys: ${String(error)}`));
    await this.link.open(this);
  }

  /** Ends what was begun, then lets go of the link. What comes meanwhile is not acknowledged, so it comes again. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.running);
    await this.link.close();
  }

  receipts(communeId: string, deviceId: string, envelope: Uint8Array): void {
    if (this.closing || !this.admits(communeId, deviceId, 'receipts', envelope)) return;
    this.track(`receipts of ${deviceId}`, this.evidence.accept(communeId, deviceId, envelope));
    this.noteSigned(communeId, deviceId, 'receipts', envelope);
  }

  presence(communeId: string, deviceId: string, online: boolean): void {
    // That one has gone is always believed: it may be the last word.
    if (online && !this.conduct.admits(communeId, deviceId, 0, MOST_BYTES.presence)) return;
    this.track(`presence of ${deviceId}`, this.presences.note(deviceId, online));
  }

  status(communeId: string, deviceId: string, envelope: Uint8Array): void {
    if (!this.admits(communeId, deviceId, 'status', envelope)) return;
    this.track(`status of ${deviceId}`, this.reports.take(communeId, deviceId, envelope));
    this.noteSigned(communeId, deviceId, 'status', envelope);
  }

  clockProbe(communeId: string, deviceId: string, probe: Uint8Array): Uint8Array | undefined {
    if (!this.admits(communeId, deviceId, 'clock/probe', probe)) return undefined;
    const parsed = clockProbeSchema.safeParse(jsonOf(probe));
    return parsed.success ? this.seals.sealClockReply(communeId, deviceId, parsed.data.nonce) : undefined;
  }

  private admits(communeId: string, deviceId: string, channel: keyof typeof MOST_BYTES, said: Uint8Array): boolean {
    return this.conduct.admits(communeId, deviceId, said.byteLength, MOST_BYTES[channel]);
  }

  private noteSigned(communeId: string, deviceId: string, purpose: 'receipts' | 'status', envelope: Uint8Array): void {
    this.track(`presence of ${deviceId}`, this.presences.noteSigned(communeId, deviceId, purpose, envelope));
  }

  private track(what: string, work: Promise<void>): void {
    // A batch that could not be stored is not acknowledged, so the device sends it again.
    const tracked = work.catch((error: unknown) => this.logger.error(`${what}: ${String(error)}`));
    this.running.add(tracked);
    void tracked.finally(() => this.running.delete(tracked));
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
