// A network in memory: the same topics as the real one, in virtual or in real time, with every fault of the real world on request. It behaves
// like a broker: retained messages wait for late comers, everything else reaches only who is connected.
import type { DeviceClock } from '#loudspeaker';
import { topics, type DevicePlace } from '#protocol';

/** What the network does to one message between two of its ends. What lay retained comes to an end from itself. */
export interface NetworkFaults {
  /** How many copies arrive: 0 loses it, 2 doubles it. */
  copies(from: string, to: string): number;
  /** How long a copy is on its way, in milliseconds. Different answers reorder. */
  delayMs(from: string, to: string): number;
}

/** Every message arrives once, after a millisecond. */
export const NO_FAULTS: NetworkFaults = { copies: () => 1, delayMs: () => 1 };

/** One end of the network. */
interface NetworkEnd {
  /** Whether it wants messages of this topic. */
  hears(topic: string): boolean;
  receive(topic: string, bytes: Uint8Array): void;
  up(): void;
  down(): void;
}

interface Wire {
  readonly end: NetworkEnd;
  readonly will: { readonly topic: string; readonly bytes: Uint8Array } | undefined;
  cut: boolean;
}

/** Thrown to whoever talks over a cut wire. */
class WireCut extends Error {
  override readonly name = 'WireCut';
}

export class SimulatedNetwork {
  private readonly wires = new Map<string, Wire>();
  private readonly cut = new Set<string>();
  private readonly retained = new Map<string, Uint8Array>();
  private readonly sounds = new Map<string, Uint8Array>();

  constructor(
    private readonly clock: DeviceClock,
    public faults: NetworkFaults = NO_FAULTS,
  ) {}

  /** Joins an end under a name. Its last will is said for it when its wire is cut. */
  join(name: string, end: NetworkEnd, will?: Wire['will']): void {
    this.leave(name);
    const wire: Wire = { end, will, cut: this.cut.has(name) };
    this.wires.set(name, wire);
    if (!wire.cut) this.bringUp(name, wire);
  }

  /** Leaves in order; the last will is said all the same. */
  leave(name: string): void {
    const wire = this.wires.get(name);
    if (!wire) return;
    this.wires.delete(name);
    if (!wire.cut) this.sayWill(name, wire);
  }

  /** Cuts the wire of a device (by its id) or of the server (`server`), now and for whoever joins under that name. */
  cutWire(name: string): void {
    this.cut.add(name);
    const wire = this.wires.get(name);
    if (!wire || wire.cut) return;
    wire.cut = true;
    wire.end.down();
    this.sayWill(name, wire);
  }

  mendWire(name: string): void {
    this.cut.delete(name);
    const wire = this.wires.get(name);
    if (!wire?.cut) return;
    wire.cut = false;
    this.bringUp(name, wire);
  }

  /** Whether the wire can carry anything now. */
  isUp(name: string): boolean {
    return this.wires.get(name)?.cut === false;
  }

  /** Says something. Throws `WireCut` when the speaker's own wire is cut; what happens behind it nobody tells. */
  publish(name: string, topic: string, bytes: Uint8Array, retain = false): void {
    if (!this.isUp(name)) throw new WireCut(name);
    if (retain) this.retained.set(topic, bytes);
    this.spread(name, topic, bytes);
  }

  /** What lies retained under a topic: the same state that a device may fetch by HTTP. Throws `WireCut`. */
  fetch(name: string, topic: string): Uint8Array | undefined {
    if (!this.isUp(name)) throw new WireCut(name);
    return this.retained.get(topic);
  }

  /** Lays a sound where devices fetch it. */
  offerSound(sha256: string, bytes: Uint8Array): void {
    this.sounds.set(sha256, bytes);
  }

  /** The bytes of a sound. Throws `WireCut`, also when there is no such sound. */
  fetchSound(name: string, sha256: string): Uint8Array {
    const bytes = this.sounds.get(sha256);
    if (!this.isUp(name) || !bytes) throw new WireCut(`${name}: ${sha256}`);
    return bytes;
  }

  /** What a device leaves behind when it goes. */
  static lastWill({ communeId, deviceId }: DevicePlace): NonNullable<Wire['will']> {
    return { topic: topics.presence(communeId, deviceId), bytes: Buffer.from('offline') };
  }

  private bringUp(name: string, wire: Wire): void {
    this.later(name, name, () => {
      if (wire.cut || !this.isJoined(wire)) return;
      wire.end.up();
      for (const [topic, bytes] of this.retained) if (wire.end.hears(topic)) this.carry(name, name, topic, bytes);
    });
  }

  private sayWill(name: string, { will }: Wire): void {
    if (!will) return;
    this.retained.set(will.topic, will.bytes);
    this.spread(name, will.topic, will.bytes);
  }

  private spread(from: string, topic: string, bytes: Uint8Array): void {
    for (const [to, { end }] of this.wires) if (end.hears(topic)) this.carry(from, to, topic, bytes);
  }

  private carry(from: string, to: string, topic: string, bytes: Uint8Array): void {
    const wire = this.wires.get(to)!;
    for (let copies = this.faults.copies(from, to); copies > 0; copies -= 1) {
      this.later(from, to, () => {
        if (!wire.cut && this.isJoined(wire)) wire.end.receive(topic, bytes);
      });
    }
  }

  private isJoined(wire: Wire): boolean {
    return [...this.wires.values()].includes(wire);
  }

  private later(from: string, to: string, call: () => void): void {
    this.clock.at(this.clock.monotonicMs() + this.faults.delayMs(from, to), call);
  }
}
