// Walks the chain of one commune, row by row in the order of their sequence numbers, and names the first row that is not as it was written.
import { chainedText, CHAIN_START, type ChainHead, type ChainLink, type KeptEvent } from './event-chain';
import type { Instant } from '../calendar/time';
import { groupedBy } from '../groups';

/** What can be wrong with the log. */
export const CHAIN_FAULTS = [
  /** The row does not fit its own hash: it was changed, moved, or put in. */
  'altered',
  /** The row fits its own hash, but not what the row after it, the head or a signature remembers: it was written anew. */
  'rewritten',
  /** The row with that number is gone. */
  'missing',
  /** Of the rows that are older than the chain, some are gone. */
  'older-missing',
  /** A second row carries a number that was there already. */
  'doubled',
  /** The row stands outside the chain, where nothing can be any more. */
  'unchained',
  /** The row follows the end of the chain as it was noted. */
  'beyond-end',
  /** The signature over the row with that number was not made with a key of this installation. */
  'bad-seal',
  /** More rows are said to be older than the chain than there were when its head was kept outside. */
  'older-added',
  /** Signatures that the database held are gone. */
  'seals-missing',
  /** The log was signed, and outside of the database nothing is kept of it. */
  'head-missing',
  /** The log was signed, and the key that signed it is gone: nobody can say whether its signatures are good. */
  'key-missing',
  /** What is kept outside of the database was not signed with a key of this installation. */
  'bad-head',
] as const;
/** Why the log is not signed any more: the key is gone, what was kept outside is gone or not ours, a log does not go on from there. */
export const AUDIT_TROUBLES = ['key-lost', 'heads-lost', 'log-changed'] as const;
export type AuditTrouble = (typeof AUDIT_TROUBLES)[number];
export type ChainFaultKind = (typeof CHAIN_FAULTS)[number];

/** The first bad row of a commune. What is not known, because the row is gone, is null. */
export interface ChainFault {
  readonly fault: ChainFaultKind;
  /** Null for rows outside the chain. */
  readonly chainNumber: number | null;
  readonly sequence: number | null;
  readonly kind: string | null;
  readonly at: Instant | null;
}

/** A row with whatever stands in its chain columns. */
export type KeptLink = KeptEvent & { readonly [Field in keyof ChainLink]: ChainLink[Field] | null };

/** What was signed about the chain at some time, and whether the signature is good. */
interface CheckedSeal {
  readonly chainNumber: number;
  readonly hash: string;
  readonly isGenuine: boolean;
}

export class ChainCheck {
  private last: KeptLink | undefined;
  private olderSeen = 0;
  private found: ChainFault | undefined;
  private readonly seals: ReadonlyMap<number, readonly CheckedSeal[]>;

  /** `head` and `seals` are what was noted about the chain apart from its rows. */
  constructor(
    private readonly head: ChainHead,
    seals: readonly CheckedSeal[],
    private readonly hashOf: (text: string) => string,
  ) {
    this.seals = groupedBy(seals, ({ chainNumber }) => chainNumber);
  }

  /** The first fault met so far. */
  get fault(): ChainFault | undefined {
    return this.found;
  }

  /** The number of the last good row; 0 when there is none. */
  get chainNumber(): number {
    return this.last?.chainNumber ?? 0;
  }

  /** Looks at the next row. After the first fault nothing is looked at any more. */
  next(row: KeptLink): void {
    this.found ??= row.chainNumber === null ? this.faultOutside(row) : this.faultInside(row);
    if (row.chainNumber !== null && !this.found) this.last = row;
  }

  /** Every row was seen: what was noted must not go further than they do. Returns the first fault. */
  end(): ChainFault | undefined {
    const furthest = Math.max(this.head.chainNumber, ...this.seals.keys());
    if (furthest > this.chainNumber) this.found ??= gone('missing', this.chainNumber + 1);
    if (this.olderSeen < this.head.olderEvents) this.found ??= gone('older-missing', null);
    return this.found;
  }

  private faultOutside(row: KeptLink): ChainFault | undefined {
    this.olderSeen += 1;
    return this.last || this.olderSeen > this.head.olderEvents ? faultOf('unchained', row, null) : undefined;
  }

  private faultInside(row: KeptLink): ChainFault | undefined {
    const expected = this.chainNumber + 1;
    const { chainNumber, previousHash, hash } = row;
    if (chainNumber === null || this.hashOf(chainedText(previousHash ?? '', chainNumber, row)) !== hash) {
      return faultOf('altered', row, expected);
    }
    if (chainNumber > expected) return gone('missing', expected);
    if (chainNumber < expected) return faultOf('doubled', row, chainNumber);
    if (previousHash !== (this.last?.hash ?? CHAIN_START)) {
      return this.last ? faultOf('rewritten', this.last, this.last.chainNumber) : faultOf('altered', row, expected);
    }
    return this.faultNoted(row, chainNumber);
  }

  /** Holds a row that fits the chain against the head and the signatures. */
  private faultNoted(row: KeptLink, chainNumber: number): ChainFault | undefined {
    if (chainNumber > this.head.chainNumber) return faultOf('beyond-end', row, chainNumber);
    const isLast = chainNumber === this.head.chainNumber;
    const seals = this.seals.get(chainNumber) ?? [];
    if (seals.some(({ isGenuine }) => !isGenuine)) return faultOf('bad-seal', row, chainNumber);
    const isAsNoted = (!isLast || row.hash === this.head.hash) && seals.every(({ hash }) => row.hash === hash);
    return isAsNoted ? undefined : faultOf('rewritten', row, chainNumber);
  }
}

function faultOf(fault: ChainFaultKind, { sequence, kind, at }: KeptLink, chainNumber: number | null): ChainFault {
  return { fault, chainNumber, sequence, kind, at };
}

/** A fault of what is noted about the log, rather than of a row. */
export function faultBeside(fault: ChainFaultKind, chainNumber: number | null = null): ChainFault {
  return gone(fault, chainNumber);
}

function gone(fault: ChainFaultKind, chainNumber: number | null): ChainFault {
  return { fault, chainNumber, sequence: null, kind: null, at: null };
}
