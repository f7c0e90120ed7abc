// The link of a box with what can go wrong put over it, whichever link it is. A link that is down is let go of without a goodbye, and made anew
// when it comes back, so that the server sees what it would see of a real one.
import { ServerLink, type DeviceClock, type LinkAddress, type LinkListener } from '#loudspeaker';
import type { Readable } from 'node:stream';
import type { LinkManners } from './link-manners';

/** Thrown to whoever speaks or asks while nothing gets through. */
class LinkIsDown extends Error {
  override readonly name = 'LinkIsDown';
}

export class FaultyLink extends ServerLink {
  private link: ServerLink | undefined;
  private opened: { readonly address: LinkAddress; readonly listener: LinkListener } | undefined;

  constructor(
    private readonly makeLink: () => ServerLink,
    private readonly manners: LinkManners,
    private readonly clock: DeviceClock,
  ) {
    super();
  }

  override async open(address: LinkAddress, listener: LinkListener): Promise<void> {
    this.opened = { address, listener };
    await this.mannersChanged();
  }

  /** Goes down or comes up as the manners now say; opens it anew when it is to be up. */
  async mannersChanged(): Promise<void> {
    if (!this.opened) return;
    const { address, listener } = this.opened;
    if (!this.manners.has('down')) {
      const link = (this.link ??= this.makeLink());
      await link.open(address, this.overheard(link, listener));
      return;
    }
    const { link } = this;
    this.link = undefined;
    await link?.drop();
    listener.disconnected();
  }

  override sendReceipts(envelope: Uint8Array): Promise<void> {
    return this.send((link) => link.sendReceipts(envelope));
  }

  override sendStatus(envelope: Uint8Array): Promise<void> {
    return this.send((link) => link.sendStatus(envelope));
  }

  override sendClockProbe(probe: Uint8Array): Promise<void> {
    return this.send((link) => link.sendClockProbe(probe));
  }

  override async fetchProgramme(): Promise<Uint8Array | undefined> {
    return (await this.reached()).fetchProgramme();
  }

  override async fetchSettings(): Promise<Uint8Array | undefined> {
    return (await this.reached()).fetchSettings();
  }

  override async fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    return (await this.reached()).fetchSound(sha256, offset, signal);
  }

  override async close(): Promise<void> {
    this.opened = undefined;
    await this.link?.close();
  }

  override async drop(): Promise<void> {
    this.opened = undefined;
    await this.link?.drop();
  }

  /** What is asked for is answered later, or never. */
  private async reached(): Promise<ServerLink> {
    if (this.manners.copies() === 0) throw new LinkIsDown();
    await this.onItsWay();
    if (!this.link) throw new LinkIsDown();
    return this.link;
  }

  private async send(say: (link: ServerLink) => Promise<void>): Promise<void> {
    if (!this.link) throw new LinkIsDown();
    const copies = Array.from({ length: this.manners.copies() }, () => this.onItsWay());
    await Promise.all(
      copies.map(async (way) => {
        await way;
        if (this.link) await say(this.link);
      }),
    );
  }

  private onItsWay(): Promise<void> | undefined {
    const delayMs = this.manners.delayMs();
    if (delayMs === undefined) return undefined;
    return new Promise((resolve) => this.clock.at(this.clock.monotonicMs() + delayMs, resolve));
  }

  /** What comes down this link, as long as it is ours. */
  private overheard(link: ServerLink, listener: LinkListener): LinkListener {
    const isOurs = () => this.link === link;
    const later = (tell: (envelope: Uint8Array) => void) => (envelope: Uint8Array) => {
      for (let copies = this.manners.copies(); copies > 0; copies -= 1) {
        const way = this.onItsWay();
        if (way) void way.then(() => isOurs() && tell(envelope));
        else if (isOurs()) tell(envelope);
      }
    };
    return {
      connected: () => isOurs() && listener.connected(),
      disconnected: () => isOurs() && listener.disconnected(),
      programme: later((envelope) => listener.programme(envelope)),
      settings: later((envelope) => listener.settings(envelope)),
      urgent: later((envelope) => listener.urgent(envelope)),
      drill: later((envelope) => listener.drill(envelope)),
      selfTest: later((envelope) => listener.selfTest(envelope)),
      receiptAck: later((envelope) => listener.receiptAck(envelope)),
      clockReply: later((envelope) => listener.clockReply(envelope)),
    };
  }
}
