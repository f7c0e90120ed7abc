// The event log read straight from the file, without the code that writes it: a connection that cannot write, in one snapshot, so that a
// server may go on meanwhile.
import type { DataSource } from 'typeorm';
import { AuditTrail, AuditTrails, type AuditSeal, type AuditedCommune } from '#application';
import {
  RECORD_KINDS,
  type ChainHead,
  type KeptDecision,
  type KeptLink,
  type KeptRecord,
  type RecordKind,
} from '#domain';
import { openInspector } from './sqlite';

/** Approvals that were voided are history; what is asked for again carries the time of the last asking. */
const DECISIONS = `
  SELECT "communeId", 'booking' AS "subject", "id" AS "subjectId", "approvedBy" AS "decidedBy", "approvedAt" AS "decidedAt"
    FROM bookings WHERE "approvedBy" IS NOT NULL OR "approvedAt" IS NOT NULL OR "state" IN ('approved', 'finished')
  UNION ALL SELECT "communeId", "subject", "subjectId", "approvedBy", "approvedAt" FROM approvals WHERE "voidedAt" IS NULL
  UNION ALL SELECT "communeId", 'emergency-request', "id", "requestedBy", NULL FROM emergencies
  UNION ALL SELECT "communeId", 'emergency', "id", "confirmedBy", "confirmedAt" FROM emergencies
    WHERE "confirmedBy" IS NOT NULL OR "confirmedAt" IS NOT NULL`;

/** Each with whether a receipt says of it what it says itself. */
const PLAYBACKS = `(
  SELECT p.rowid AS "place", p.*, EXISTS (
    SELECT 1 FROM receipts r WHERE r."playbackId" = p."id" AND r."kind" = p."state" AND (
      p."state" NOT IN ('played', 'interrupted') OR
      (r."body" ->> 'startedAt' IS p."startedAt" AND r."body" ->> 'playedMs' IS p."playedMs")
    )
  ) AS "hasReceipt" FROM playbacks p)`;

/** What each box has said, with how many of the receipts that were acknowledged to it are not there. */
const JOURNALS = `(
  SELECT m.rowid AS "place", m."deviceId", m."deviceEpoch", d."communeId", m."sequence" - (
    SELECT count(*) FROM receipts r WHERE r."deviceId" = m."deviceId" AND r."deviceEpoch" = m."deviceEpoch"
  ) AS "missing" FROM evidence_marks m JOIN devices d ON d."id" = m."deviceId")`;

/** Where the rows lie that are held against the log. */
const SOURCES: Readonly<Record<RecordKind, string>> = {
  recording: 'recordings',
  announcement: 'announcements',
  booking: 'bookings',
  emergency: 'emergencies',
  'emergency-template': 'emergency_templates',
  stop: 'stop_orders',
  retraction: 'retractions',
  confirmation: 'confirmations',
  review: 'reviews',
  complaint: 'complaints',
  'special-day': 'special_days',
  slot: 'slots',
  village: 'villages',
  zone: 'zones',
  controller: 'controllers',
  commune: 'communes',
  approval: 'approvals',
  person: 'people',
  grant: 'grants',
  delegation: 'delegations',
  device: 'devices',
  playback: PLAYBACKS,
  journal: JOURNALS,
};

const ROWS_PER_PAGE = 5_000;
const FIRST_SEQUENCE = Number.MIN_SAFE_INTEGER;

/** Lets `work` read the log of the file at `path`. Throws when there is no such file, when it is empty, or of another form. */
export async function withAuditTrail<T>(path: string, work: (trail: AuditTrail) => Promise<T>): Promise<T> {
  const source = await openInspector(path);
  try {
    await source.query('BEGIN');
    const chains = await source.query<unknown[]>(`SELECT 1 FROM sqlite_master WHERE name = 'audit_heads'`);
    if (chains.length === 0)
      throw new Error(`The database ${path} has no event log yet. Bring it up to date: npm run cli -- migrate`);
    return await work(new SqliteAuditTrail(source));
  } finally {
    await source.destroy();
  }
}

/** The log of the file at `path`. */
export class SqliteAuditTrails extends AuditTrails {
  constructor(private readonly path: string) {
    super();
  }

  override inspect<T>(work: (trail: AuditTrail) => Promise<T>): Promise<T> {
    return withAuditTrail(this.path, work);
  }
}

class SqliteAuditTrail extends AuditTrail {
  constructor(private readonly source: DataSource) {
    super();
  }

  override async *rows(communeId?: string): AsyncIterable<readonly KeptLink[]> {
    const own = communeId === undefined ? '' : 'AND "communeId" = ?';
    const sql = `SELECT "sequence", "communeId", "at", "kind", "actor", "subjectId", "details", "chainNumber", "previousHash", "hash"
      FROM events WHERE "sequence" > ? ${own} ORDER BY "sequence" LIMIT ${ROWS_PER_PAGE}`;
    let page: readonly KeptLink[];
    let sequence = FIRST_SEQUENCE;
    do {
      page = await this.source.query<KeptLink[]>(sql, communeId === undefined ? [sequence] : [sequence, communeId]);
      if (page.length > 0) yield page;
      sequence = page.at(-1)?.sequence ?? sequence;
    } while (page.length === ROWS_PER_PAGE);
  }

  override heads(): Promise<readonly ChainHead[]> {
    return this.source.query('SELECT * FROM audit_heads ORDER BY "communeId"');
  }

  override seals(): Promise<readonly AuditSeal[]> {
    return this.source.query('SELECT * FROM audit_seals ORDER BY "communeId", "chainNumber"');
  }

  override decisions(communeId?: string): Promise<readonly KeptDecision[]> {
    const own = communeId === undefined ? '' : 'WHERE "communeId" = ?';
    return this.source.query(`SELECT * FROM (${DECISIONS}) ${own}`, communeId === undefined ? [] : [communeId]);
  }

  override async *records(communeId?: string): AsyncIterable<readonly KeptRecord[]> {
    for (const kind of RECORD_KINDS) {
      const commune = kind === 'commune' ? '"id"' : '"communeId"';
      const own = communeId === undefined ? '' : `AND ${commune} = ?`;
      const source = SOURCES[kind];
      const table = source.startsWith('(') ? source : `(SELECT rowid AS "place", * FROM ${source})`;
      const sql = `SELECT ${commune} AS "communeId", * FROM ${table}
        WHERE "place" > ? ${own} ORDER BY "place" LIMIT ${ROWS_PER_PAGE}`;
      let page: readonly (KeptRecord['row'] & { readonly place: number; readonly communeId: string })[];
      let place = FIRST_SEQUENCE;
      do {
        page = await this.source.query(sql, communeId === undefined ? [place] : [place, communeId]);
        if (page.length > 0) yield page.map((row) => ({ communeId: row.communeId, kind, row }));
        place = page.at(-1)?.place ?? place;
      } while (page.length === ROWS_PER_PAGE);
    }
  }

  override communes(): Promise<readonly AuditedCommune[]> {
    return this.source.query(
      `SELECT k."communeId", k."keyId", k."publicKey", c."name", c."timeZone"
       FROM commune_keys k JOIN communes c ON c."id" = k."communeId"`,
    );
  }
}
