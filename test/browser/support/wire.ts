// What a page that stays open takes from the line. A gate stands between browser and server and counts what comes through to the browser: headers,
// compressed bodies, and every frame of the live stream, which the browser's own figures leave out.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export class Wire {
  private passed = 0;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly gate: ReturnType<typeof createServer>,
    /** Where the browser goes instead of to the server. */
    readonly url: string,
  ) {}

  /** A gate before the server at `url`. */
  static async to(url: string): Promise<Wire> {
    const { hostname, port } = new URL(url);
    const gate = createServer();
    await new Promise<void>((resolve) => gate.listen(0, hostname, () => resolve()));
    const wire = new Wire(gate, `http://${hostname}:${(gate.address() as AddressInfo).port}`);
    gate.on('connection', (browser) => wire.lead(browser, connect(Number(port), hostname)));
    return wire;
  }

  /** Bytes on their way to the browser since the last time they were taken. */
  take(): number {
    const { passed } = this;
    this.passed = 0;
    return passed;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.gate.close(resolve));
  }

  /** One end going, however it goes, the other goes too. */
  private lead(browser: Socket, server: Socket): void {
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
    }
    server.on('data', (piece: Buffer) => (this.passed += piece.length));
  }
}
