// Lines of which a flood may come, such as refused sign-ins: of each kind the first few of a minute are written one by one, the others as one line at its
// end. However many come, what is written stays small.
import { MINUTE_MS } from '#domain';

/** Of one kind in one minute; whoever mistypes a password is seen as they are. */
const ONE_BY_ONE = 5;
/** Addresses that a summing line names. */
const NAMED = 10;

/** What a line is about. */
interface NotedLine {
  readonly kind: string;
  readonly address: string;
}

/** How many more came, and from where. */
interface SummingLine {
  readonly kind: string;
  readonly more: number;
  readonly addresses: readonly string[];
}

interface Minute {
  readonly beganAtMs: number;
  count: number;
  readonly addresses: Set<string>;
}

export class SummedLines {
  private readonly minutes = new Map<string, Minute>();

  constructor(private readonly write: (line: NotedLine | SummingLine) => void) {}

  /** Writes it, or counts it for the line at the end of the minute. */
  note(line: NotedLine, nowMs: number): void {
    this.endMinutes(nowMs);
    const minute = this.minutes.get(line.kind) ?? { beganAtMs: nowMs, count: 0, addresses: new Set<string>() };
    this.minutes.set(line.kind, minute);
    minute.count += 1;
    if (minute.count <= ONE_BY_ONE) return this.write(line);
    if (minute.addresses.size < NAMED) minute.addresses.add(line.address);
  }

  /** Writes what was counted in minutes that are over. */
  endMinutes(nowMs: number): void {
    for (const [kind, { beganAtMs, count, addresses }] of this.minutes) {
      if (nowMs - beganAtMs < MINUTE_MS) continue;
      this.minutes.delete(kind);
      if (count > ONE_BY_ONE) this.write({ kind, more: count - ONE_BY_ONE, addresses: [...addresses] });
    }
  }
}
