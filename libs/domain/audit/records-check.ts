// Holds the rows of the tables against what the event log says of them: what was changed, taken away or put in by nobody's act does not fit.
import {
  announcementDigestText,
  bookingDigestText,
  untitledDigestText,
  type ApprovedBooking,
  type ApprovedContent,
} from '../approvals/digest';
import { canonicalJson } from '../canonical-json';
import type { KeptEvent } from './event-chain';
import type { DomainEvent, EventKind } from './events';
import {
  approvalId,
  ENDED_BY_A_BOX,
  FOUNDED,
  grantId,
  journalId,
  playbackId,
  RECORD_KINDS,
  specialDayId,
  UNTOLD,
  wordId,
  type RecordKind,
  type Said,
} from './record-kinds';
import { AnyOf, asList, asObject, isObject, otherwise, parsed, type Facts } from './said-and-kept';
import { FOUNDING, ToldRows } from './told-rows';

/** A row as it lies in its table: texts, numbers and null. */
export interface KeptRecord {
  readonly communeId: string;
  readonly kind: RecordKind;
  readonly row: Readonly<Record<string, unknown>>;
}

/** How a row does not fit: the log knows nothing of it, it is gone, or some of it is not what the log says. */
export const RECORD_FAULTS = ['unknown', 'missing', 'otherwise'] as const;

/** A row that does not fit; `fields`: what of it is otherwise. */
export interface RecordFault {
  readonly kind: RecordKind;
  readonly id: string;
  readonly fault: (typeof RECORD_FAULTS)[number];
  readonly fields: readonly string[];
}

export class RecordsCheck {
  private readonly rows = new ToldRows();
  private isFoundingTold = false;
  private readonly faults: RecordFault[] = [];
  private readonly hashes = new Map<string, { readonly recording: string; readonly rendition: string }>();
  private readonly digests = new Map<string, readonly string[]>();

  /** `hashOf` makes the hash of a text. */
  constructor(private readonly hashOf: (text: string) => string) {}

  /** Remembers what the row of the log says. */
  hear(row: KeptEvent): void {
    if (!ToldRows.speaks(row.kind)) return;
    const details = parsed(row.details);
    if (!isObject(details)) return;
    if (row.kind === FOUNDING) this.isFoundingTold = true;
    this.rows.hear({ ...row, kind: row.kind as EventKind, details } as unknown as DomainEvent);
  }

  /** Compares a row with what was said of it; it may be compared once. Those of one kind come before those of the next. */
  compare({ kind, row }: KeptRecord): void {
    const [id, ...others] = idsOf(kind, row);
    const facts = this.factsOf(kind, row);
    const said = this.taken(kind, [id, ...others]) ?? this.untold(kind);
    if (!said) return void this.faults.push({ kind, id, fault: 'unknown', fields: [] });
    const fields = otherwise(said, facts);
    if (fields.length > 0) this.faults.push({ kind, id, fault: 'otherwise', fields });
  }

  /** Everything that does not fit, once every row was compared. */
  end(): readonly RecordFault[] {
    const missing = RECORD_KINDS.flatMap((kind) =>
      [...this.rows.all(kind).keys()].map((id): RecordFault => ({ kind, id, fault: 'missing', fields: [] })),
    );
    return [...this.faults, ...missing];
  }

  /** What was said under any of these names; of a playback that came to something, that. */
  private taken(kind: RecordKind, ids: readonly string[]): Said | undefined {
    const told = ids.map((id) => this.rows.take(kind, id)).filter((said) => said !== undefined);
    return told.find(({ cameTo }) => ENDED_BY_A_BOX.includes(String(cameTo))) ?? told[0];
  }

  /** What a row of which nothing was said has to be; undefined: it may not be there. */
  private untold(kind: RecordKind): Said | undefined {
    return UNTOLD[kind] ?? (FOUNDED.has(kind) && !this.isFoundingTold ? {} : undefined);
  }

  /** The row with what follows from it. */
  private factsOf(kind: RecordKind, row: KeptRecord['row']): Facts {
    const id = String(row['id']);
    switch (kind) {
      case 'recording': {
        const rendition = asObject(parsed(row['rendition']));
        const { sha256, durationMs } = rendition;
        this.hashes.set(id, { recording: String(row['sha256']), rendition: String(sha256) });
        return { ...row, renditionSha256: sha256, durationMs };
      }
      case 'announcement': {
        const digests = this.contentDigests(row);
        this.digests.set(id, digests);
        return { ...row, isApproved: row['state'] === 'approved', digest: new AnyOf(digests) };
      }
      case 'emergency':
        return {
          ...row,
          playsSha256: this.hashOf(canonicalJson(parsed(row['plays']) ?? null)),
          placesSha256: this.placesHash(row),
        };
      case 'playback': {
        const { state, hasReceipt } = row;
        const cameTo = state === 'unconfirmed' || ENDED_BY_A_BOX.includes(String(state)) ? state : null;
        return { ...row, cameTo, cameToUnheard: hasReceipt ? null : cameTo, receipt: hasReceipt ? 'stands' : null };
      }
      case 'booking':
        return row['state'] === 'approved' ? { ...row, approvedDigest: this.approvedDigest(row) } : row;
      default:
        return row;
    }
  }

  private placesHash({ zoneIds, controllerIds }: KeptRecord['row']): string {
    return this.hashOf(
      canonicalJson({ zoneIds: parsed(zoneIds) ?? null, controllerIds: parsed(controllerIds) ?? null }),
    );
  }

  /** In the form of today and in the one before. None where a sound is missing. */
  private contentDigests({ title, messageClass, versions }: KeptRecord['row']): readonly string[] {
    const spoken = asList(parsed(versions)).map((version) => {
      const { language, script, recordingId } = asObject(version);
      const hashes = this.hashes.get(String(recordingId));
      return { language, script, recordingSha256: hashes?.recording, renditionSha256: hashes?.rendition };
    });
    const content = { title, messageClass, versions: spoken } as ApprovedContent;
    return [announcementDigestText(content), untitledDigestText(content)].map(this.hashOf);
  }

  /** What the row says of it, where that is what the row itself comes to. */
  private approvedDigest(row: KeptRecord['row']): AnyOf {
    const [start, recurrence, controllerIds] = ['start', 'recurrence', 'controllerIds'].map((name) =>
      parsed(row[name]),
    );
    const wish = { start, recurrence, controllerIds, repeats: row['repeats'] };
    const texts = (this.digests.get(String(row['announcementId'])) ?? []).flatMap((announcementDigest) => {
      try {
        return [bookingDigestText({ ...wish, announcementDigest } as ApprovedBooking)];
      } catch {
        return [];
      }
    });
    return new AnyOf(texts.map(this.hashOf).filter((digest) => digest === row['approvedDigest']));
  }
}

/** By what the log knows the row. */
function idsOf(kind: RecordKind, row: KeptRecord['row']): readonly [string, ...string[]] {
  switch (kind) {
    case 'confirmation':
      return [wordId(row)];
    case 'special-day':
      return [specialDayId({ date: row['date'], name: row['name'] })];
    case 'approval':
      return [approvalId(row)];
    case 'grant':
      return [grantId(row)];
    case 'playback':
      return [playbackId(row), String(row['id'])];
    case 'journal':
      return [journalId(row)];
    default:
      return [String(row['id'])];
  }
}
