// Checks the event log from its first row to its last, and names the first bad one of each commune.
import { ChainCheck, emptyChain, type ChainFault, type ChainHead, type KeptLink } from '#domain';
import { isGenuineSeal } from '../wire/audit-seal';
import type { AuditedCommune, AuditTrail } from '../ports/audit-trail';
import type { AuditSeal } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';

/** What became of the log of one commune. */
export interface AuditVerdict {
  readonly communeId: string;
  /** Rows that were looked at. */
  readonly events: number;
  /** Of these, rows older than the chain: nothing protects them. */
  readonly olderEvents: number;
  /** The last signature over the log; null when there is none. */
  readonly lastSeal: AuditSeal | null;
  /** The first bad row; null when every row is as it was written. */
  readonly fault: ChainFault | null;
}

/** The verdict over every commune of which anything is kept, or over the one that was asked for. */
export async function verifyAudit(trail: AuditTrail, communeId?: string): Promise<readonly AuditVerdict[]> {
  const heads = new Map((await trail.heads()).map((head) => [head.communeId, head]));
  const keys = new Map((await trail.communes()).map((key) => [key.communeId, key]));
  const seals = await trail.seals();
  const inquiries = new Map<string, Inquiry>();
  const inquiryOf = (id: string): Inquiry => {
    const known = inquiries.get(id);
    if (known) return known;
    const own = seals.filter((seal) => seal.communeId === id);
    const inquiry = new Inquiry(heads.get(id) ?? emptyChain(id), own, keys.get(id));
    inquiries.set(id, inquiry);
    return inquiry;
  };
  const noted = [...heads.keys(), ...seals.map((seal) => seal.communeId)];
  for (const id of communeId === undefined ? noted : [communeId]) inquiryOf(id);
  for await (const rows of trail.rows(communeId)) {
    for (const row of rows) inquiryOf(row.communeId).hear(row);
  }
  return [...inquiries.values()].map((inquiry) => inquiry.verdict());
}

/** What one commune's rows have shown so far. */
class Inquiry {
  private readonly check: ChainCheck;
  private readonly lastSeal: AuditSeal | undefined;
  private events = 0;
  private olderEvents = 0;

  constructor(
    private readonly head: ChainHead,
    seals: readonly AuditSeal[],
    key: AuditedCommune | undefined,
  ) {
    const checked = seals.map((seal) => ({ ...seal, isGenuine: key !== undefined && isGenuineSeal(seal, key) }));
    this.check = new ChainCheck(head, checked, sha256Of);
    this.lastSeal = seals.at(-1);
  }

  hear(row: KeptLink): void {
    this.events += 1;
    if (row.chainNumber === null) this.olderEvents += 1;
    this.check.next(row);
  }

  verdict(): AuditVerdict {
    const { head, lastSeal, events, olderEvents } = this;
    return {
      communeId: head.communeId,
      events,
      olderEvents,
      lastSeal: lastSeal ?? null,
      fault: this.check.end() ?? null,
    };
  }
}
