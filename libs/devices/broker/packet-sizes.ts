// How large a packet of MQTT will be stands in its first bytes. Whoever reads them there need not wait until all of it has come.

export class PacketSizes {
  /** Of the packet that is coming in, without its head; undefined: its head is not complete. */
  private left: number | undefined;
  private head: number[] = [];

  constructor(private readonly mostBytes: number) {}

  /** Follows the stream. False once it announced a packet that is too large, or something that is no packet. */
  take(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length) {
      if (this.left === undefined) {
        this.head.push(bytes[at]!);
        at += 1;
        this.left = bodyLength(this.head);
        if (this.left === undefined && this.head.length > LONGEST_HEAD) return false;
        if (this.left !== undefined && this.left > this.mostBytes) return false;
      } else {
        const taken = Math.min(this.left, bytes.length - at);
        at += taken;
        this.left -= taken;
      }
      if (this.left === 0) [this.left, this.head] = [undefined, []];
    }
    return true;
  }
}

/** One byte for the kind, up to four for the length. */
const LONGEST_HEAD = 5;

/** Seven bits a byte, the lowest first; the eighth says that another one follows. Undefined: not all of them are here. */
function bodyLength([, ...digits]: readonly number[]): number | undefined {
  if (digits.length === 0 || digits.at(-1)! >= 128) return undefined;
  return digits.reduce((sum, digit, place) => sum + (digit % 128) * 128 ** place, 0);
}
