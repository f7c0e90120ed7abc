// Orders that act now: stop, the end of a stop, silence for single airings. Silence is always safe, so it comes first and is written down after; an order that was
// seen, has expired, or is meant for others does nothing.
import { openEnvelope, type Programme, type StopEntry, type UrgentOrder } from '#protocol';
import { z } from 'zod';
import type { DeviceIdentity } from './identity';
import { readKept, writeKept } from './kept-json';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';
import type { ServerTime } from './server-time';

/** A programme issued so long after an order was made by a server that knew of it: then the programme says what is stopped. */
export const ORDER_SETTLES_MS = 10_000;

/** Silenced airings that are remembered besides those of the newest order. */
const MOST_SILENCED = 500;

const FILE = 'orders';

const remembered = z.strictObject({
  seen: z.array(z.strictObject({ orderId: z.string(), expiresAt: z.int() })),
  stops: z.array(
    z.strictObject({
      stopId: z.string(),
      from: z.int(),
      until: z.int(),
      sparesEmergency: z.boolean().default(false),
      issuedAt: z.int(),
    }),
  ),
  lifted: z.array(z.strictObject({ stopId: z.string(), issuedAt: z.int() })),
  silenced: z.array(z.strictObject({ airingId: z.string(), issuedAt: z.int() })).default([]),
});

type Remembered = z.infer<typeof remembered>;

export class UrgentOrders {
  private obey: (order: UrgentOrder) => Promise<void> = () => Promise.resolve();

  private constructor(
    private readonly identity: DeviceIdentity,
    private readonly zoneId: () => string,
    private readonly time: ServerTime,
    private readonly disk: DeviceDisk,
    private memory: Remembered,
  ) {}

  static async load(
    identity: DeviceIdentity,
    zoneId: () => string,
    time: ServerTime,
    disk: DeviceDisk,
    note: Note,
  ): Promise<UrgentOrders> {
    const memory = await readKept(disk, FILE, remembered, note);
    return new UrgentOrders(identity, zoneId, time, disk, memory ?? { seen: [], stops: [], lifted: [], silenced: [] });
  }

  /** Calls with each order that must be followed, before it is written down. */
  onOrder(obey: (order: UrgentOrder) => Promise<void>): void {
    this.obey = obey;
  }

  /** The stops in force: of the programme and of orders it does not know of yet, without those that were lifted since. */
  stops(programme: Programme | undefined): readonly StopEntry[] {
    const issuedAt = programme?.issuedAt ?? 0;
    const lifted = new Set(
      this.memory.lifted.filter((lift) => issuedAt < lift.issuedAt + ORDER_SETTLES_MS).map(({ stopId }) => stopId),
    );
    const ordered = this.memory.stops.filter((stop) => issuedAt < stop.issuedAt + ORDER_SETTLES_MS);
    return [...(programme?.stops ?? []), ...ordered].filter(({ stopId }) => !lifted.has(stopId));
  }

  /** Airings that orders silenced and the programme does not know of yet. */
  silenced(programme: Programme | undefined): readonly string[] {
    const issuedAt = programme?.issuedAt ?? 0;
    return this.memory.silenced
      .filter((order) => issuedAt < order.issuedAt + ORDER_SETTLES_MS)
      .map(({ airingId }) => airingId);
  }

  /** Takes a sealed order. */
  async accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    await refusals.guard('urgent', async () => {
      const order = openEnvelope('urgent', envelope, this.identity.trusts);
      if (this.memory.seen.some(({ orderId }) => orderId === order.orderId)) return;
      const refused = this.refusalOf(order);
      if (refused) return refusals.say('urgent', refused);
      this.remember(order);
      const followed = this.obey(order);
      await writeKept(this.disk, FILE, this.memory);
      await followed;
    });
  }

  private refusalOf(order: UrgentOrder): string | undefined {
    if (order.communeId !== this.identity.communeId) return 'wrong-commune';
    if (order.zoneIds && !order.zoneIds.includes(this.zoneId())) return 'wrong-zone';
    const now = this.time.read();
    // Without any idea of the time silence is kept all the same: it does no harm.
    if (!now) return order.order.kind === 'lift' ? 'clock-unattested' : undefined;
    return now.at - now.uncertaintyMs > order.expiresAt ? 'expired' : undefined;
  }

  private remember({ orderId, expiresAt, issuedAt, order }: UrgentOrder): void {
    const now = this.time.read();
    const alive = (until: number) => !now || until > now.at - now.uncertaintyMs - ORDER_SETTLES_MS;
    const seen = [...this.memory.seen.filter((other) => alive(other.expiresAt)), { orderId, expiresAt }];
    const stops = this.memory.stops.filter((stop) => alive(stop.until));
    const lifted = this.memory.lifted.slice(-99);
    const silenced = this.memory.silenced.slice(-MOST_SILENCED);
    this.memory = { seen, stops, lifted, silenced };
    switch (order.kind) {
      case 'stop':
        this.memory.stops.push({ ...order.stop, issuedAt });
        break;
      case 'lift':
        this.memory.lifted.push({ stopId: order.stopId, issuedAt });
        break;
      case 'silence':
        this.memory.silenced.push(...order.airingIds.map((airingId) => ({ airingId, issuedAt })));
    }
  }
}
