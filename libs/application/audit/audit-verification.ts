// Checks the event log from its first row to its last, and names the first bad one of each commune; and holds the tables against it: what was
// decided there must have been decided in the log.
import {
  ChainCheck,
  DecisionsCheck,
  emptyChain,
  faultBeside,
  groupedBy,
  RecordsCheck,
  type ChainFault,
  type ChainHead,
  type Instant,
  type KeptDecision,
  type KeptLink,
  type KeptRecord,
  type RecordFault,
} from '#domain';
import { areGenuineHeads, isGenuineSeal } from '../wire/audit-seal';
import type { AuditKey, OutsideHead, SignedHeads } from '../ports/audit-outside';
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
  /** Up to where its head is kept outside of the database; null: nowhere. */
  readonly outsideHead: Pick<OutsideHead, 'chainNumber' | 'keptAt'> | null;
  /** Signatures from before the keeping began anew, by a key that is gone: nobody can say whether they are good. */
  readonly unprovenSeals: { readonly count: number; readonly before: Instant } | null;
  /** The first bad row; null when every row is as it was written. */
  readonly fault: ChainFault | null;
  /** What stands in the tables about who decided, and in no event. */
  readonly unbacked: readonly KeptDecision[];
  /** Rows of the tables that are not what the log says of them. */
  readonly contradicted: readonly RecordFault[];
}

/** Whether nothing was found. */
export function isIntact({ fault, unbacked, contradicted }: AuditVerdict): boolean {
  return fault === null && unbacked.length + contradicted.length === 0;
}

/** What is known from outside of the database. */
interface AuditOutside {
  readonly keys: readonly Pick<AuditKey, 'keyId' | 'publicKey' | 'createdAt'>[];
  /** Undefined: nothing was ever kept there, or it was taken away. */
  readonly kept: SignedHeads | undefined;
}

/** The verdict over every commune of which anything is kept, or over the one that was asked for. */
export async function verifyAudit(
  trail: AuditTrail,
  outside: AuditOutside,
  communeId?: string,
): Promise<readonly AuditVerdict[]> {
  const heads = new Map((await trail.heads()).map((head) => [head.communeId, head]));
  const keys = new Map((await trail.communes()).map((key) => [key.communeId, key]));
  const sealsOf = groupedBy(await trail.seals(), (seal) => seal.communeId);
  const outsideHeads = new Map(outside.kept?.heads.map((head) => [head.communeId, head]));
  const inquiries = new Map<string, Inquiry>();
  const inquiryOf = (id: string): Inquiry => {
    const known = inquiries.get(id);
    if (known) return known;
    const seals = sealsOf.get(id) ?? [];
    const key = keys.get(id);
    const inquiry = new Inquiry(
      { head: heads.get(id) ?? emptyChain(id), seals, outsideHead: outsideHeads.get(id) },
      outside,
      key,
    );
    inquiries.set(id, inquiry);
    return inquiry;
  };
  for (const id of communeId === undefined
    ? [...heads.keys(), ...sealsOf.keys(), ...outsideHeads.keys()]
    : [communeId]) {
    inquiryOf(id);
  }
  for await (const rows of trail.rows(communeId)) {
    for (const row of rows) inquiryOf(row.communeId).hear(row);
  }
  for await (const records of trail.records(communeId)) {
    for (const record of records) inquiryOf(record.communeId).compare(record);
  }
  const decided = groupedBy(await trail.decisions(communeId), (decision) => decision.communeId);
  for (const id of communeId === undefined ? decided.keys() : []) inquiryOf(id);
  return [...inquiries].map(([id, inquiry]) => inquiry.verdict(decided.get(id) ?? []));
}

/** What is noted about the log of one commune, in the database and outside of it. */
interface Noted {
  readonly head: ChainHead;
  readonly seals: readonly AuditSeal[];
  readonly outsideHead: OutsideHead | undefined;
}

/** What one commune's rows have shown so far. */
class Inquiry {
  private readonly check: ChainCheck;
  private readonly decisions = new DecisionsCheck();
  private readonly records = new RecordsCheck(sha256Of);
  private readonly isKeyLost: boolean;
  private readonly unprovenSeals: number;
  private readonly begunAt: Instant | undefined;
  private events = 0;
  private olderEvents = 0;

  constructor(
    private readonly noted: Noted,
    private readonly outside: AuditOutside,
    key: AuditedCommune | undefined,
  ) {
    const { head, seals, outsideHead } = noted;
    this.isKeyLost = outside.keys.length === 0 && (outside.kept?.heads ?? []).length > 0;
    const { kept: signed, keys } = outside;
    this.begunAt = signed && keys.some((each) => areGenuineHeads(signed, each)) ? signed.begunAt : undefined;
    // Without the key nobody can say whether they are good; what they say of rows is compared all the same.
    const checked = seals.map((seal) => {
      const isProven = isBelieved(seal, keys, key);
      const isUnproven = !isProven && (this.isKeyLost || isOfLostKey(seal, keys, this.begunAt));
      return { ...seal, isUnproven, isGenuine: isProven || isUnproven };
    });
    this.unprovenSeals = checked.filter(({ isUnproven }) => isUnproven).length;
    // What is kept outside counts as one more signature; whether it is genuine is a fault of its own.
    const kept = outsideHead && outsideHead.chainNumber > 0 ? [{ ...outsideHead, isGenuine: true }] : [];
    this.check = new ChainCheck(head, [...checked, ...kept], sha256Of);
  }

  hear(row: KeptLink): void {
    this.events += 1;
    if (row.chainNumber === null) this.olderEvents += 1;
    this.check.next(row);
    this.decisions.hear(row);
    this.records.hear(row);
  }

  compare(record: KeptRecord): void {
    this.records.compare(record);
  }

  verdict(decided: readonly KeptDecision[]): AuditVerdict {
    const { events, olderEvents } = this;
    const { head, seals, outsideHead } = this.noted;
    return {
      communeId: head.communeId,
      events,
      olderEvents,
      lastSeal: seals.at(-1) ?? null,
      outsideHead: outsideHead ?? null,
      unprovenSeals:
        this.begunAt !== undefined && this.unprovenSeals > 0
          ? { count: this.unprovenSeals, before: this.begunAt }
          : null,
      fault: this.check.end() ?? this.faultOutside() ?? null,
      unbacked: this.decisions.unbacked(decided),
      contradicted: this.records.end(),
    };
  }

  /** What does not fit to that which is kept outside, where every row fits to the others. */
  private faultOutside(): ChainFault | undefined {
    const { head, seals, outsideHead } = this.noted;
    const { keys, kept } = this.outside;
    if (this.isKeyLost) return faultBeside('key-missing');
    // Whoever has a key keeps the heads as soon as it was made.
    if (!kept) return keys.length > 0 ? faultBeside('head-missing') : undefined;
    if (!keys.some((key) => areGenuineHeads(kept, key))) return faultBeside('bad-head');
    // A commune that was founded a moment ago.
    if (!outsideHead) return undefined;
    if (head.olderEvents !== outsideHead.olderEvents) {
      return faultBeside(head.olderEvents > outsideHead.olderEvents ? 'older-added' : 'older-missing');
    }
    return seals.length < outsideHead.seals ? faultBeside('seals-missing') : undefined;
  }
}

/** Made before the keeping began anew, by a key that is there no more. */
function isOfLostKey(
  { keyId, sealedAt }: AuditSeal,
  keys: AuditOutside['keys'],
  begunAt: Instant | undefined,
): boolean {
  return begunAt !== undefined && sealedAt < begunAt && !keys.some((key) => key.keyId === keyId);
}

/** By a key of the installation; before there was any, by that of the commune, which lies in the database. */
function isBelieved(seal: AuditSeal, keys: AuditOutside['keys'], commune: AuditedCommune | undefined): boolean {
  if (keys.some((key) => isGenuineSeal(seal, key))) return true;
  const isOld = keys.every(({ createdAt }) => seal.sealedAt < createdAt);
  return isOld && commune !== undefined && isGenuineSeal(seal, commune);
}
