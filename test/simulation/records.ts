// What a simulation writes down while it runs, by the true time, and what no part of the product can change: what sounded, what was ordered, what
// reached the poles and what they said.
import type { AirLogSound, IssuedVersion, OrderedAiring, Reached, SaidReceipt } from '#domain';
import { emergencyEntries, type MessageOf, type Receipt } from '#protocol';

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };
type ReachedKind = Reached extends infer R ? (R extends Reached ? Omit<R, 'controllerId' | 'at'> : never) : never;

export class Records {
  readonly sounds: Mutable<AirLogSound>[] = [];
  readonly ordered: OrderedAiring[] = [];
  readonly issued: IssuedVersion[] = [];
  readonly reached: Reached[] = [];
  readonly said: SaidReceipt[] = [];
  readonly failures: string[] = [];
  /** Everything that went on, line by line: two runs of one seed have the same. */
  readonly diary: string[] = [];
  private readonly saidBefore = new Set<string>();

  constructor(
    private readonly now: () => number,
    private readonly zones: readonly { readonly id: string }[],
  ) {}

  note(line: string): void {
    this.diary.push(`${new Date(this.now()).toISOString().slice(11, 23)} ${line}`);
  }

  fail(what: string, error: unknown): void {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.failures.push(`${what}: ${told}`);
    this.note(`FAILED ${what}: ${told}`);
  }

  /** The server orders something: it leaves the house. */
  orders(channel: string, envelope: Uint8Array): void {
    if (channel === 'programme') this.orderProgramme(bodyOf<'programme'>(envelope));
    if (channel === 'drill') {
      const { sounds, ...drill } = bodyOf<'drill'>(envelope);
      const lateLimitMs = drill.expiresAt - drill.startsAt;
      const sha256s = sounds.map(({ sha256 }) => sha256);
      this.ordered.push({ ...drill, kind: 'drill', messageClass: 'normal', lateLimitMs, sha256s });
    }
    if (channel !== 'urgent') return;
    const { order } = bodyOf<'urgent'>(envelope);
    if (order.kind !== 'emergency') return;
    for (const { id } of this.zones) for (const entry of emergencyEntries(order, id)) this.orderEntry(entry);
  }

  /** Something came to a box that was able to take it. */
  reaches(controllerId: string, channel: string, envelope: Uint8Array, zoneId: string): void {
    const reached = reachedBy(channel, envelope, zoneId);
    if (reached) this.reached.push({ ...reached, controllerId, at: this.now() } as Reached);
  }

  /** A box sends receipts. */
  says(box: string, envelope: Uint8Array): void {
    const { controllerId, deviceEpoch, receipts } = bodyOf<'receipts'>(envelope);
    for (const receipt of receipts) {
      const { sequence, kind } = receipt;
      const name = `${box} ${deviceEpoch} ${sequence}`;
      if (this.saidBefore.has(name)) continue;
      this.saidBefore.add(name);
      const own = { playbackIds: playbacksOf(receipt), reason: 'reason' in receipt ? receipt.reason : null };
      this.said.push({ controllerId, box, at: this.now(), deviceEpoch, sequence, kind, ...own });
      this.note(`${box} says ${sequence} ${kind} ${own.playbackIds.join()} ${own.reason ?? ''}`);
    }
  }

  private orderProgramme({ zoneId, epoch, version, entries, ...rest }: MessageOf<'programme'>): void {
    const { cancelledAiringIds, stops, emergencies, standbySounds } = rest;
    const content = JSON.stringify({ entries, cancelledAiringIds, stops, emergencies, standbySounds });
    this.issued.push({ zoneId, epoch, version, content });
    this.note(`zone ${zoneId} is given ${epoch}.${version} with ${entries.length} entries`);
    for (const entry of entries) this.orderEntry(entry);
  }

  private orderEntry({ sounds, ...entry }: MessageOf<'programme'>['entries'][number]): void {
    const known = this.ordered.findLast(({ airingId }) => airingId === entry.airingId);
    if (known?.startsAt === entry.startsAt && known.controllerIds.length === entry.controllerIds.length) return;
    this.ordered.push({ ...entry, sha256s: sounds.map(({ sha256 }) => sha256) });
  }
}

/** What stands in an envelope, believed: it is the product's matter to verify it. */
export function bodyOf<P extends 'programme' | 'drill' | 'urgent' | 'receipts' | 'settings'>(
  envelope: Uint8Array,
): MessageOf<P> {
  const { body } = JSON.parse(Buffer.from(envelope).toString()) as { readonly body: string };
  return JSON.parse(Buffer.from(body, 'base64').toString()) as MessageOf<P>;
}

function playbacksOf(receipt: Receipt): readonly string[] {
  if ('playbackIds' in receipt) return receipt.playbackIds;
  return 'playbackId' in receipt ? [receipt.playbackId] : [];
}

const timeOf = ({ from, until }: { readonly from: number; readonly until: number }) => ({ from, to: until });

function reachedBy(channel: string, envelope: Uint8Array, ownZoneId: string): ReachedKind | undefined {
  if (channel === 'programme') {
    const { zoneId, epoch, version, ...said } = bodyOf<'programme'>(envelope);
    return {
      ...{ kind: 'programme', zoneId, epoch, version },
      airingIds: new Set(said.entries.map(({ airingId }) => airingId)),
      cancelledAiringIds: new Set(said.cancelledAiringIds),
      stops: said.stops.map((stop) => ({ ...stop, time: timeOf(stop) })),
      emergencies: said.emergencies.map((each) => ({ ...each, time: { from: each.startsAt, to: each.endsAt } })),
    };
  }
  if (channel !== 'urgent') return undefined;
  const { order, zoneIds } = bodyOf<'urgent'>(envelope);
  if (zoneIds && !zoneIds.includes(ownZoneId)) return undefined;
  switch (order.kind) {
    case 'stop':
      return { kind: 'stop', stop: { ...order.stop, time: timeOf(order.stop) } };
    case 'lift':
      return { kind: 'lift', stopId: order.stopId };
    case 'silence':
      return { kind: 'silence', airingIds: new Set(order.airingIds) };
    case 'emergency': {
      const { emergencyId, startsAt, endsAt } = order;
      const isHere = order.plays.some(({ zones }) => zones.some(({ zoneId }) => zoneId === ownZoneId));
      return isHere
        ? { kind: 'emergency', emergency: { emergencyId, time: { from: startsAt, to: endsAt } } }
        : undefined;
    }
    case 'end-emergency':
      return { kind: 'end-emergency', emergencyId: order.emergencyId };
  }
}
