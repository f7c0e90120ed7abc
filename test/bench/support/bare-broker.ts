// A broker of the same make as ours and nothing else: whoever comes may do everything.
import { Aedes } from 'aedes';
import { createServer, type AddressInfo, type Server } from 'node:net';

export class BareBroker {
  private constructor(
    private readonly aedes: Aedes,
    private readonly server: Server,
  ) {}

  static async open(): Promise<BareBroker> {
    const aedes = await Aedes.createBroker();
    const server = createServer(aedes.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BareBroker(aedes, server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Keeps it for whoever subscribes later. */
  retain(topic: string, bytes: Uint8Array): Promise<void> {
    const packet = { cmd: 'publish', topic, payload: Buffer.from(bytes), qos: 1, retain: true, dup: false } as const;
    return new Promise((resolve, reject) => this.aedes.publish(packet, (error) => (error ? reject(error) : resolve())));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.aedes.close(() => this.server.close(() => resolve())));
  }
}
