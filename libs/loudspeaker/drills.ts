// Drills: a message of its own purpose, under a key of its own, in a time of its own. What does not fit in every point is refused; what was
// taken is one more entry beside those of the programme, as long as the settings announce it.
import {
  EnvelopeError,
  openEnvelope,
  playbackIdOf,
  publicKeyOf,
  type AnnouncedDrill,
  type DeviceSettings,
  type DrillOrder,
} from '#protocol';
import type { BelievingIdentity } from './identity';
import type { Journal } from './journal';
import { isQuiet } from './own-limits';
import type { AirEntry } from './own-playbacks';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';
import type { ServerTime } from './server-time';
import type { StandingOrders } from './urgent-orders';

const FILE = 'drill';

/** What the device knows of itself and of what is real. */
interface DrillGround {
  readonly identity: BelievingIdentity;
  readonly zoneId: () => string;
  readonly settings: () => DeviceSettings | undefined;
  /** What stands without the drill. */
  readonly orders: () => StandingOrders;
  readonly note: Note;
}

export class Drills {
  private accepting: Promise<void> = Promise.resolve();
  private taken: () => void = () => undefined;

  private constructor(
    private readonly ground: DrillGround,
    private readonly time: ServerTime,
    private readonly journal: Journal,
    private readonly disk: DeviceDisk,
    private kept: DrillOrder | undefined,
  ) {}

  /** Reads the drill that was taken before a power cut, if it still verifies under the key that the settings name. */
  static async load(ground: DrillGround, time: ServerTime, journal: Journal, disk: DeviceDisk): Promise<Drills> {
    const drills = new Drills(ground, time, journal, disk, undefined);
    const [bytes, announced] = [await disk.read(FILE), ground.settings()?.drill];
    if (!bytes || !announced) return drills;
    try {
      drills.kept = drills.open(bytes, announced);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      ground.note('message.unreadable', { purpose: 'drill', fault: error.fault });
    }
    return drills;
  }

  /** Calls when a drill was taken. */
  onTaken(listener: () => void): void {
    this.taken = listener;
  }

  /** What stands, with the drill in it; one that is announced no more counts as cancelled. */
  standing(): StandingOrders {
    const orders = this.ground.orders();
    if (!this.kept) return orders;
    if (this.ground.settings()?.drill?.drillId === this.kept.drillId) {
      return { ...orders, entries: [...orders.entries, entryOf(this.kept)] };
    }
    return { ...orders, cancelledAiringIds: new Set([...orders.cancelledAiringIds, this.kept.airingId]) };
  }

  /** Takes a sealed drill, one at a time. */
  accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    const turn = this.accepting.then(() => refusals.guard('drill', () => this.take(envelope, refusals)));
    // Whoever brought this one hears of its failure; the next one gets its turn all the same.
    this.accepting = turn.catch((error: unknown) => this.ground.note('message.not-kept', { error: String(error) }));
    return turn;
  }

  private async take(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    const announced = this.ground.settings()?.drill;
    if (!announced) return refusals.say('drill', 'none-announced');
    const order = this.open(envelope, announced);
    const refused =
      this.foreign(order) ?? this.untimely(order, announced) ?? this.spent(order) ?? this.forbidden(order);
    if (refused !== undefined) return refusals.say('drill', refused);
    if (this.kept?.drillId === order.drillId) return;
    await this.disk.replace(FILE, envelope);
    this.kept = order;
    this.taken();
  }

  /** Only the announced key opens it, and never one that commands what is real. */
  private open(envelope: Uint8Array, { keyId, publicKey }: AnnouncedDrill): DrillOrder {
    const { trusts } = this.ground.identity;
    return openEnvelope('drill', envelope, (named) =>
      named === keyId && trusts(named) === undefined ? publicKeyOf(publicKey) : undefined,
    );
  }

  private foreign({ communeId, zoneId, controllerIds }: DrillOrder): string | undefined {
    const { identity } = this.ground;
    if (communeId !== identity.communeId) return 'wrong-commune';
    if (zoneId !== this.ground.zoneId()) return 'wrong-zone';
    return controllerIds.includes(identity.controllerId) ? undefined : 'wrong-device';
  }

  private untimely(order: DrillOrder, { drillId, from, until }: AnnouncedDrill): string | undefined {
    if (order.drillId !== drillId) return 'wrong-drill';
    const now = this.time.read();
    if (!now) return 'clock-unattested';
    if (now.at > order.expiresAt || now.at >= until) return 'expired';
    const inside = from <= now.at && from <= order.startsAt && order.startsAt <= order.expiresAt;
    return inside && order.expiresAt + order.durationMs <= until ? undefined : 'outside-its-time';
  }

  /** A drill is for one use, and what it says does not change. */
  private spent(order: DrillOrder): string | undefined {
    const playbackId = playbackIdOf(order.airingId, this.ground.identity.controllerId);
    if (this.journal.fateOf(playbackId) !== 'none') return 'already-used';
    const differs = this.kept?.drillId === order.drillId && JSON.stringify(this.kept) !== JSON.stringify(order);
    return differs ? 'already-known' : undefined;
  }

  private forbidden({ startsAt, durationMs }: DrillOrder): string | undefined {
    const settings = this.ground.settings();
    const time = { from: startsAt, to: startsAt + durationMs };
    if (!settings || isQuiet(time, settings)) return 'quiet-hours';
    const { stops } = this.ground.orders();
    return stops.some(({ from, until }) => from < time.to && time.from < until) ? 'stopped' : undefined;
  }
}

/** A drill plays like an announcement of the lowest class; its kind makes it give way to all others. */
function entryOf(order: DrillOrder): AirEntry {
  const { airingId, drillId, title, startsAt, expiresAt, durationMs, sounds, controllerIds } = order;
  return {
    airingId,
    rundownId: drillId,
    kind: 'drill',
    title,
    messageClass: 'normal',
    startsAt,
    durationMs,
    lateLimitMs: expiresAt - startsAt,
    sounds,
    controllerIds,
  };
}
