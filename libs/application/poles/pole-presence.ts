// Which poles are connected: a device says so itself when it connects, and by everything that it signs; the broker says it when the connection
// is lost. Writes may wait, words do not: the last word of a device is what is written, however much was heard meanwhile.
import { SECOND_MS, type Device, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { eachInTurn } from '../acting/run-all';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { openFrom } from '../wire/device-envelopes';

/** A device comes back within this time once the server is there again; longer than its slowest retry. */
export const COMES_BACK_WITHIN_MS = 45 * SECOND_MS;

/** What was heard of a device, and when. */
interface Word {
  readonly online: boolean;
  readonly at: Instant;
}

@Injectable()
export class PolePresence {
  /** The last word of every device that was heard of since this process listens. */
  private readonly lastWords = new Map<string, Word>();
  /** Devices whose last word is being written: one write of a device at a time. */
  private readonly writing = new Map<string, Promise<void>>();
  private listensSince: Instant | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Notes that a device came or went. Calls count in the order in which they begin. */
  note(deviceId: string, online: boolean): Promise<void> {
    this.lastWords.set(deviceId, { online, at: this.clock.now() });
    return this.writeLastWord(deviceId);
  }

  /**
   * Notes that a device is there, because it signed this. Says nothing when it did not, or when it was heard of again before that was
   * known. Looks at the signature only when the device is not known to be there.
   */
  async noteSigned(
    communeId: string,
    deviceId: string,
    purpose: 'receipts' | 'status',
    envelope: Uint8Array,
  ): Promise<void> {
    const before = this.lastWords.get(deviceId);
    if (before?.online) return;
    const at = this.clock.now();
    const device = await this.unitOfWork.read.devices.device(deviceId);
    if (device?.communeId !== communeId || 'fault' in openFrom(device, purpose, envelope)) return;
    if (this.lastWords.get(deviceId) !== before) return;
    this.lastWords.set(deviceId, { online: true, at });
    await this.writeLastWord(deviceId);
  }

  /**
   * Devices that were there when the server went down and did not come back with it are gone: nobody was left to say so for them. What was
   * heard but could not be written is written now. A chore: safe to repeat.
   */
  async noteSilent(communeId: string): Promise<void> {
    const now = this.clock.now();
    this.listensSince ??= now;
    const mayComeBack = now - this.listensSince < COMES_BACK_WITHIN_MS;
    const devices = await this.unitOfWork.read.devices.devices(communeId);
    const behind = devices.filter((device) => isNews(device, this.wordOf(device.id)));
    const due = behind.filter(({ id }) => !mayComeBack || this.lastWords.has(id));
    await eachInTurn(due, ({ id }) => this.writeLastWord(id));
  }

  private writeLastWord(deviceId: string): Promise<void> {
    const writing = this.writing.get(deviceId) ?? this.writeUntilNothingNew(deviceId);
    this.writing.set(deviceId, writing);
    return writing;
  }

  private async writeUntilNothingNew(deviceId: string): Promise<void> {
    try {
      let word: Word | undefined;
      do {
        word = this.lastWords.get(deviceId);
        const device = await this.unitOfWork.read.devices.device(deviceId);
        if (isNews(device, this.wordOf(deviceId))) await this.unitOfWork.run((stores) => this.write(stores, deviceId));
      } while (word !== this.lastWords.get(deviceId));
    } finally {
      this.writing.delete(deviceId);
    }
  }

  /** Compared once more where nobody else writes, with what was heard while this waited for its turn. */
  private async write({ devices, poles, events }: Stores, deviceId: string): Promise<void> {
    const device = await devices.device(deviceId);
    const { online, at } = this.wordOf(deviceId);
    if (!isNews(device, { online })) return;
    const { id, communeId, controllerId, lastSeenAt } = device;
    await devices.updateDevice(id, { online, lastSeenAt: Math.max(at, lastSeenAt ?? at) });
    await poles.putPresence({ communeId, controllerId, at, online, toldAt: null });
    const kind = online ? 'device.online' : 'device.offline';
    await events.append({ communeId, at, kind, actor: `device:${id}`, subjectId: controllerId });
  }

  /** Whoever said nothing is away. */
  private wordOf(deviceId: string): Word {
    return this.lastWords.get(deviceId) ?? { online: false, at: this.clock.now() };
  }
}

function isNews(device: Device | undefined, { online }: Pick<Word, 'online'>): device is Device {
  return device !== undefined && device.retiredAt === null && device.online !== online;
}
