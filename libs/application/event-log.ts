// What happened, for those who ask later (audit) and for those who watch now (live events). Both read the rows that the acts wrote.
import type { Actor, DomainEvent, EventKind, LoggedEvent } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere, requireCommune } from './access';
import type { EventFilter, Page, PageRequest } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';

/** About people and keys: for the audit alone, never for everybody who watches. */
const AUDIT_ONLY: ReadonlySet<EventKind> = new Set([
  'person.signed-in',
  'person.sign-in-failed',
  'person.created',
  'person.pin-set',
  'person.changed',
  'person.code-issued',
  'person.password-set',
  'person.signed-out',
  'person.blocked',
  'person.unblocked',
  'person.handed-over',
  'role.granted',
  'role.revoked',
  'link.issued',
  'link.used',
  'link.revoked',
  'token.issued',
  'token.revoked',
  'device.code-issued',
  'evidence.rejected',
]);

/** Whether everybody of the commune may see events of that kind. */
export function isWatchable(kind: EventKind): boolean {
  return !AUDIT_ONLY.has(kind);
}

/** A stretch of the log. `lastSequence` also counts what was left out, so that the next reading begins behind it. */
export interface LiveEvents {
  readonly events: readonly DomainEvent[];
  readonly lastSequence: number;
}

@Injectable()
export class EventLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What happened in the commune, newest first, with its links of the chain. Throws Problem `not-found` or `not-allowed`. */
  audit(actor: Actor, communeId: string, page: PageRequest, filter: EventFilter = {}): Promise<Page<LoggedEvent>> {
    requireActSomewhere(actor, 'audit.read', communeId);
    return this.unitOfWork.read.events.latest(communeId, page, filter);
  }

  /** What everybody of the commune may watch, after a sequence number, oldest first. */
  async live(actor: Actor, communeId: string, sequence: number, limit: number): Promise<LiveEvents> {
    requireCommune(actor, communeId);
    const events = await this.unitOfWork.read.events.after(communeId, sequence, limit);
    return {
      events: events.filter(({ kind }) => isWatchable(kind)),
      lastSequence: events.at(-1)?.sequence ?? sequence,
    };
  }

  /** Where the log of the commune stands now: a watcher who names no place begins here. */
  lastSequence(actor: Actor, communeId: string): Promise<number> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.events.lastSequence(communeId);
  }
}
