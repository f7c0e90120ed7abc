// Holds what stands in the tables about who decided against what the event log says of it: an approver who was written into a row afterwards is
// in no event.
import type { Instant } from '../calendar/time';
import type { KeptEvent } from './event-chain';

/** What is decided by somebody. */
export const DECIDED_SUBJECTS = ['announcement', 'booking', 'emergency-request', 'emergency'] as const;
type Subject = (typeof DECIDED_SUBJECTS)[number];

/** What a row of a table says was decided. */
export interface KeptDecision {
  readonly communeId: string;
  readonly subject: Subject;
  readonly subjectId: string;
  /** Null: it went on air without anybody's name in its row, as the notice of a village does. */
  readonly decidedBy: string | null;
  /** Null: the row says when, but a later repetition may have moved it. */
  readonly decidedAt: Instant | null;
}

/** By which events each is decided. */
const DECIDES: Readonly<Record<string, readonly Subject[]>> = {
  'announcement.approved': ['announcement'],
  'booking.approved': ['booking'],
  'village-notice.aired': ['booking'],
  'emergency.requested': ['emergency-request'],
  'emergency.started': ['emergency-request'],
  'emergency.confirmed': ['emergency'],
};

/** Where the notice of a village goes on air its own head approves the content too. */
const NOTICE = 'village-notice.aired';

export class DecisionsCheck {
  private readonly said = new Map<string, Pick<KeptEvent, 'actor' | 'at'>[]>();

  /** Remembers the row of the log, if it decides anything. */
  hear(row: KeptEvent): void {
    for (const subject of DECIDES[row.kind] ?? []) this.note(subject, row.subjectId, row);
    if (row.kind === NOTICE) this.note('announcement', announcementIn(row.details), row);
  }

  /** The rows that no event stands for: nobody decided it, or somebody else, or at another time. */
  unbacked(decisions: readonly KeptDecision[]): readonly KeptDecision[] {
    return decisions.filter(({ subject, subjectId, decidedBy, decidedAt }) => {
      const said = this.said.get(nameOf(subject, subjectId)) ?? [];
      return !said.some(
        ({ actor, at }) => (decidedBy === null || actor === decidedBy) && (decidedAt === null || at === decidedAt),
      );
    });
  }

  private note(subject: Subject, subjectId: string, { actor, at }: KeptEvent): void {
    const name = nameOf(subject, subjectId);
    this.said.set(name, [...(this.said.get(name) ?? []), { actor, at }]);
  }
}

function nameOf(subject: Subject, subjectId: string): string {
  return `${subject} ${subjectId}`;
}

/** What is no JSON was changed; the chain says so. */
function announcementIn(details: string): string {
  try {
    return String((JSON.parse(details) as { readonly announcementId?: unknown }).announcementId);
  } catch {
    return '';
  }
}
