// Which poles are connected: a device says so itself when it connects, and by everything that it signs; the broker says it when the connection
// is lost. Writes may wait, words do not: the last word of a device is what is written, however much was heard meanwhile.
import { SECOND_MS, type Device, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { Gatherer, type GathererLimits } from '../acting/gatherer';
import { throwTogether } from '../acting/run-all';
import { allTogether } from '../acting/together';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { Timer } from '../ports/timer';
import { UnitOfWork } from '../ports/unit-of-work';
import { openFrom } from '../wire/device-envelopes';

/** A device comes back within this time once the server is there again; longer than its slowest retry. */
export const COMES_BACK_WITHIN_MS = 45 * SECOND_MS;

/** Weights are devices: a unit of work of so many is short enough for others to get their turn. */
const LIMITS: GathererLimits = { restMs: 100, mostAtOnce: 500, mostWaiting: 50_000 };

/** What was heard of a device, and when. */
interface Word {
  readonly online: boolean;
  readonly at: Instant;
}

@Injectable()
export class PolePresence {
  /** The last word of every device that was heard of since this process listens. */
  private readonly lastWords = new Map<string, Word>();
  private readonly gatherer: Gatherer<string>;
  private listensSince: Instant | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    timer: Timer,
  ) {
    this.gatherer = new Gatherer(timer, LIMITS, (deviceIds) => this.writeLastWords(deviceIds));
  }

  /**
   * Notes that a device came or went, together with others that do in the same tenth of a second. Calls count in the order in which they begin.
   * Rejects when it could not be written, with Problem `unavailable` when too much waits: `noteSilent` writes it then.
   */
  note(deviceId: string, online: boolean): Promise<void> {
    this.lastWords.set(deviceId, { online, at: this.clock.now() });
    return this.gatherer.add(deviceId, 1);
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
    await this.gatherer.add(deviceId, 1);
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
    const due = behind.map(({ id }) => id).filter((id) => !mayComeBack || this.lastWords.has(id));
    const failures: unknown[] = [];
    for (let first = 0; first < due.length; first += LIMITS.mostAtOnce) {
      const outcomes = await this.writeLastWords(due.slice(first, first + LIMITS.mostAtOnce));
      failures.push(...outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : [])));
    }
    throwTogether(failures);
  }

  /** Says of each device what became of its last word. */
  private writeLastWords(deviceIds: readonly string[]): Promise<readonly PromiseSettledResult<void>[]> {
    return allTogether(deviceIds, async (ids) => {
      const known = await this.unitOfWork.read.devices.devicesByIds([...new Set(ids)]);
      const behind = known.filter((device) => isNews(device, this.wordOf(device.id))).map(({ id }) => id);
      if (behind.length > 0) await this.unitOfWork.run((stores) => this.write(stores, behind));
      return ids.map(() => undefined);
    });
  }

  /** Compared once more where nobody else writes, with what was heard while this waited for its turn. */
  private async write({ devices, poles, events }: Stores, deviceIds: readonly string[]): Promise<void> {
    const news = (await devices.devicesByIds(deviceIds))
      .map((device) => ({ device, ...this.wordOf(device.id) }))
      .filter(({ device, online }) => isNews(device, { online }))
      .sort((a, b) => a.at - b.at);
    await devices.notePresence(news.map(({ device: { id }, online, at }) => ({ id, online, at })));
    await poles.putPresence(
      news.map(({ device: { communeId, controllerId }, online, at }) => ({
        ...{ communeId, controllerId, at, online },
        toldAt: null,
      })),
    );
    await events.appendAll(
      news.map(({ device: { id, communeId, controllerId: subjectId }, online, at }) => ({
        ...{ communeId, at, actor: `device:${id}`, subjectId },
        kind: online ? 'device.online' : 'device.offline',
      })),
    );
  }

  /** Whoever said nothing is away. */
  private wordOf(deviceId: string): Word {
    return this.lastWords.get(deviceId) ?? { online: false, at: this.clock.now() };
  }
}

function isNews(device: Device | undefined, { online }: Pick<Word, 'online'>): device is Device {
  return device !== undefined && device.retiredAt === null && device.online !== online;
}
