// A device's end of the network in memory.
import { handOver, ServerLink, type LinkAddress, type LinkListener } from '#loudspeaker';
import { deviceSubscriptions, topics } from '#protocol';
import { Readable } from 'node:stream';
import { SimulatedNetwork } from './network';

export class SimulatedServerLink extends ServerLink {
  constructor(
    private readonly network: SimulatedNetwork,
    private address: LinkAddress,
  ) {
    super();
  }

  override async open(address: LinkAddress, listener: LinkListener): Promise<void> {
    this.address = address;
    const { communeId, deviceId } = address;
    const subscriptions = deviceSubscriptions(address);
    this.network.join(
      deviceId,
      {
        hears: (topic) => subscriptions.has(topic),
        receive: (topic, bytes) => {
          const message = subscriptions.get(topic);
          if (message) handOver(message, bytes, listener);
        },
        up: () => {
          this.network.publish(deviceId, topics.presence(communeId, deviceId), Buffer.from('online'), true);
          listener.connected();
        },
        down: () => listener.disconnected(),
      },
      SimulatedNetwork.lastWill(address),
    );
  }

  override async sendReceipts(envelope: Uint8Array): Promise<void> {
    const { communeId, deviceId } = this.address;
    this.network.publish(deviceId, topics.receipts(communeId, deviceId), envelope);
  }

  override async sendStatus(envelope: Uint8Array): Promise<void> {
    const { communeId, deviceId } = this.address;
    this.network.publish(deviceId, topics.status(communeId, deviceId), envelope);
  }

  override async sendClockProbe(probe: Uint8Array): Promise<void> {
    const { communeId, deviceId } = this.address;
    this.network.publish(deviceId, topics.clockProbe(communeId, deviceId), probe);
  }

  override async fetchProgramme(): Promise<Uint8Array | undefined> {
    const { communeId, zoneId, deviceId } = this.address;
    return this.network.fetch(deviceId, topics.programme(communeId, zoneId));
  }

  override async fetchSettings(): Promise<Uint8Array | undefined> {
    const { communeId, controllerId, deviceId } = this.address;
    return this.network.fetch(deviceId, topics.settings(communeId, controllerId));
  }

  override async fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    signal.throwIfAborted();
    const bytes = this.network.fetchSound(this.address.deviceId, sha256);
    return Readable.from([Buffer.from(bytes).subarray(offset)], { objectMode: false });
  }

  override async close(): Promise<void> {
    this.network.leave(this.address.deviceId);
  }

  override async drop(): Promise<void> {
    this.network.leave(this.address.deviceId);
  }
}
