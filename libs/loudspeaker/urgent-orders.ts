// Orders that act now: stop, emergency, the end of either, silence for single airings. Silence is always safe, so it comes first and is
// written down after; an order that was seen, has expired, or is meant for other zones does nothing.
import {
  emergencyEntries,
  emergencyOrderSchema,
  emergencyRundownId,
  openSigned,
  type EmergencyTime,
  type Programme,
  type StopEntry,
  type UrgentOrder,
} from '#protocol';
import { z } from 'zod';
import type { BelievingIdentity } from './identity';
import { readKept, writeKept, type KeptFile } from './kept-json';
import type { KeyRing } from './key-ring';
import type { AirEntry } from './own-playbacks';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';
import type { ServerTime } from './server-time';

/** A programme issued so long after an order was made by a server that knew of it: then the programme says what is stopped, and what emergency plays. */
const ORDER_SETTLES_MS = 10_000;

/** Silenced airings that are remembered besides those of the newest order. */
const MOST_SILENCED = 500;

/** When it was made, and the serial of the newest key that signed it. */
const said = { issuedAt: z.int(), serial: z.int().nonnegative().default(0) };

const remembered = z.strictObject({
  seen: z.array(z.strictObject({ orderId: z.string(), expiresAt: z.int() })),
  stops: z.array(
    z.strictObject({
      stopId: z.string(),
      from: z.int(),
      until: z.int(),
      sparesEmergency: z.boolean().default(false),
      ...said,
    }),
  ),
  lifted: z.array(z.strictObject({ stopId: z.string(), ...said })),
  silenced: z.array(z.strictObject({ airingId: z.string(), ...said })).default([]),
  emergencies: z.array(z.strictObject({ order: emergencyOrderSchema, ...said })).default([]),
  ended: z.array(z.strictObject({ emergencyId: z.string(), ...said })).default([]),
});

type Remembered = z.infer<typeof remembered>;

/** Orders that the programme may not know of yet. */
export const ORDERS_FILE: KeptFile<Remembered> = { name: 'orders', version: 1, schema: remembered };

const NOTHING: Remembered = { seen: [], stops: [], lifted: [], silenced: [], emergencies: [], ended: [] };

/** What holds now, by the programme and by the orders that it does not know of yet. */
export interface StandingOrders {
  /** Without those that were lifted since. */
  readonly stops: readonly StopEntry[];
  /** Each airing once, however it became known. */
  readonly entries: readonly AirEntry[];
  /** Emergencies that were not ended since. */
  readonly emergencies: readonly EmergencyTime[];
  /** Airings that must not sound, or must fall silent. */
  readonly cancelledAiringIds: ReadonlySet<string>;
}

export class UrgentOrders {
  private obey: (order: UrgentOrder) => Promise<void> = () => Promise.resolve();

  private constructor(
    private readonly identity: BelievingIdentity,
    private readonly zoneId: () => string,
    private readonly time: ServerTime,
    private readonly disk: DeviceDisk,
    private readonly keys: KeyRing,
    private memory: Remembered,
  ) {}

  static async load(
    identity: BelievingIdentity,
    zoneId: () => string,
    time: ServerTime,
    disk: DeviceDisk,
    keys: KeyRing,
    note: Note,
  ): Promise<UrgentOrders> {
    const memory = await readKept(disk, ORDERS_FILE, note);
    return new UrgentOrders(identity, zoneId, time, disk, keys, memory ?? NOTHING);
  }

  /** Calls with each order that must be followed, before it is written down. */
  onOrder(obey: (order: UrgentOrder) => Promise<void>): void {
    this.obey = obey;
  }

  /** The programme, signed with the key of that serial, as the orders have changed it since. */
  standing(programme: Programme | undefined, programmeSerial: number): StandingOrders {
    const unsettled = ({ issuedAt, serial }: { readonly issuedAt: number; readonly serial: number }) =>
      (programme?.issuedAt ?? 0) < issuedAt + ORDER_SETTLES_MS &&
      // Whoever had a key that was revoked could date an order as he liked: the programme of a later one knows what stands.
      !(programmeSerial > serial && this.keys.isRevoked(serial));
    const lifted = new Set(this.memory.lifted.filter(unsettled).map(({ stopId }) => stopId));
    const ended = new Set(this.memory.ended.filter(unsettled).map(({ emergencyId }) => emergencyId));
    const ordered = this.memory.emergencies.filter(unsettled).map(({ order }) => order);
    const entries = [
      ...(programme?.entries ?? []),
      ...ordered.flatMap((order) => emergencyEntries(order, this.zoneId())),
    ];
    const endedRundownIds = new Set([...ended].map((id) => emergencyRundownId(id, this.zoneId())));
    const over = [
      ...entries.filter(({ rundownId }) => endedRundownIds.has(rundownId)),
      ...this.memory.silenced.filter(unsettled),
    ].map(({ airingId }) => airingId);
    return {
      stops: [...(programme?.stops ?? []), ...this.memory.stops.filter(unsettled)].filter(
        ({ stopId }) => !lifted.has(stopId),
      ),
      entries: [...new Map(entries.map((entry) => [entry.airingId, entry] as const).reverse()).values()],
      emergencies: [...(programme?.emergencies ?? []), ...ordered].filter(({ emergencyId }) => !ended.has(emergencyId)),
      cancelledAiringIds: new Set([...(programme?.cancelledAiringIds ?? []), ...over]),
    };
  }

  /** Takes a sealed order. */
  async accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    await refusals.guard('urgent', async () => {
      const { message: order, keyIds } = openSigned('urgent', envelope, this.identity.trusts);
      // Orders for several zones are said to the commune once: here it is as if it had not been said.
      if (order.zoneIds && !order.zoneIds.includes(this.zoneId())) return;
      if (this.memory.seen.some(({ orderId }) => orderId === order.orderId)) return;
      const refused = this.refusalOf(order);
      if (refused) return refusals.say('urgent', refused);
      this.remember(order, this.keys.serialOf(keyIds));
      const followed = this.obey(order);
      await writeKept(this.disk, ORDERS_FILE, this.memory);
      await followed;
    });
  }

  private refusalOf(order: UrgentOrder): string | undefined {
    if (order.communeId !== this.identity.communeId) return 'wrong-commune';
    const now = this.time.read();
    // Without any idea of the time silence is kept all the same: it does no harm.
    const sounds = order.order.kind === 'lift' || order.order.kind === 'emergency';
    if (!now) return sounds ? 'clock-unattested' : undefined;
    return now.at - now.uncertaintyMs > order.expiresAt ? 'expired' : undefined;
  }

  private remember({ orderId, expiresAt, issuedAt, order }: UrgentOrder, serial: number): void {
    const now = this.time.read();
    const alive = (until: number) => !now || until > now.at - now.uncertaintyMs - ORDER_SETTLES_MS;
    const seen = [...this.memory.seen.filter((other) => alive(other.expiresAt)), { orderId, expiresAt }];
    const stops = this.memory.stops.filter((stop) => alive(stop.until));
    const emergencies = this.memory.emergencies.filter((emergency) => alive(emergency.order.endsAt));
    const [lifted, ended] = [this.memory.lifted.slice(-99), this.memory.ended.slice(-99)];
    const silenced = this.memory.silenced.slice(-MOST_SILENCED);
    this.memory = { seen, stops, lifted, silenced, emergencies, ended };
    switch (order.kind) {
      case 'stop':
        stops.push({ ...order.stop, issuedAt, serial });
        break;
      case 'lift':
        lifted.push({ stopId: order.stopId, issuedAt, serial });
        break;
      case 'silence':
        silenced.push(...order.airingIds.map((airingId) => ({ airingId, issuedAt, serial })));
        break;
      case 'emergency':
        emergencies.push({ order, issuedAt, serial });
        break;
      case 'end-emergency':
        ended.push({ emergencyId: order.emergencyId, issuedAt, serial });
        break;
    }
  }
}
