// The server's end of the network in memory.
import { DeviceLink, type DeviceLinkListener } from '#application';
import { deviceTopic, topics } from '#protocol';
import type { SimulatedNetwork } from './network';

/** The server's name in the network. */
const SERVER = 'server';

export class SimulatedDeviceLink extends DeviceLink {
  constructor(
    private readonly network: SimulatedNetwork,
    /** Whether a device that was cut off may come back. */
    private readonly mayComeBack: (deviceId: string) => Promise<boolean> = async () => true,
    private readonly onError: (error: Error) => void = () => undefined,
  ) {
    super();
  }

  override open(listener: DeviceLinkListener): Promise<void> {
    return new Promise((resolve) => {
      this.network.join(SERVER, {
        hears: (topic) => ['receipts', 'presence', 'status', 'clock/probe'].includes(deviceTopic(topic)?.channel ?? ''),
        receive: (topic, bytes) => this.receive(topic, bytes, listener),
        up: () => resolve(),
        down: () => undefined,
      });
    });
  }

  override async publishProgramme(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.programme(communeId, zoneId), envelope, true);
  }

  override async publishSettings(communeId: string, controllerId: string, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.settings(communeId, controllerId), envelope, true);
  }

  override async publishUrgent(communeId: string, zoneId: string | null, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.urgent(communeId, zoneId), envelope);
  }

  override async publishDrill(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.drill(communeId, zoneId), envelope);
  }

  override async publishSelfTest(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.selfTest(communeId, zoneId), envelope);
  }

  override async acknowledge(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    this.network.publish(SERVER, topics.receiptAck(communeId, deviceId), envelope);
  }

  override expel(deviceId: string): void {
    this.network.cutWire(deviceId);
    this.mayComeBack(deviceId).then((may) => {
      if (may) this.network.mendWire(deviceId);
    }, this.onError);
  }

  override async close(): Promise<void> {
    this.network.leave(SERVER);
  }

  private receive(topic: string, bytes: Uint8Array, listener: DeviceLinkListener): void {
    const { communeId, deviceId, channel } = deviceTopic(topic)!;
    if (channel === 'receipts') listener.receipts(communeId, deviceId, bytes);
    if (channel === 'presence') listener.presence(communeId, deviceId, Buffer.from(bytes).toString() === 'online');
    if (channel === 'status') listener.status(communeId, deviceId, bytes);
    if (channel !== 'clock/probe') return;
    const reply = listener.clockProbe(communeId, deviceId, bytes);
    if (reply && this.network.isUp(SERVER)) {
      this.network.publish(SERVER, topics.clockReply(communeId, deviceId), reply);
    }
  }
}
