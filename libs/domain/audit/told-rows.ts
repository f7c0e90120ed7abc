// What events say of rows, read from the first to the last.
import type { DomainEvent, EventKind } from './events';
import type { RecordKind, Said } from './record-kinds';
import { TELLINGS, type Heard, type Telling } from './tellings';

/** What says everything that a commune began with. */
export const FOUNDING: EventKind = 'commune.founded';

type Tellers = Readonly<Partial<Record<string, (event: DomainEvent, heard: Heard) => readonly Telling[]>>>;

export class ToldRows implements Heard {
  private readonly rows = new Map<RecordKind, Map<string, Said>>();
  /** Bookings by their announcement, approvals by what they are about. */
  private readonly about = new Map<string, Set<string>>();

  /** Whether events of that kind say anything of a row. */
  static speaks(kind: string): boolean {
    return kind in TELLINGS;
  }

  hear(event: DomainEvent): void {
    for (const { kind, id, says } of (TELLINGS as Tellers)[event.kind]?.(event, this) ?? []) this.note(kind, id, says);
  }

  told = (kind: RecordKind, id: string): Said | undefined => this.rows.get(kind)?.get(id);

  /** Every row of that kind of which something was said, by its id. */
  all(kind: RecordKind): ReadonlyMap<string, Said> {
    return this.rows.get(kind) ?? new Map();
  }

  /** Forgets the row. */
  take(kind: RecordKind, id: string): Said | undefined {
    const said = this.told(kind, id);
    this.rows.get(kind)?.delete(id);
    return said;
  }

  bookingsOf = (announcementId: string): readonly string[] => this.thoseAbout('booking', announcementId);

  approvalsOf = (subjectId: string): readonly string[] => this.thoseAbout('approval', subjectId);

  private note(kind: RecordKind, id: string, says: Said | null): void {
    const all = this.rows.get(kind) ?? new Map<string, Said>();
    this.rows.set(kind, all);
    if (says === null) return void all.delete(id);
    all.set(id, { ...all.get(id), ...says });
    const about = kind === 'booking' ? says['announcementId'] : kind === 'approval' ? says['subjectId'] : undefined;
    if (typeof about !== 'string') return;
    const name = `${kind} ${about}`;
    this.about.set(name, (this.about.get(name) ?? new Set()).add(id));
  }

  private thoseAbout(kind: RecordKind, id: string): readonly string[] {
    return [...(this.about.get(`${kind} ${id}`) ?? [])];
  }
}
