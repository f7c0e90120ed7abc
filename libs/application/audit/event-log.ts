// What happened, for those who ask later (audit) and for those who watch now (live events). Both read the rows that the acts wrote.
import { isWatched, type Actor, type DomainEvent, type LoggedEvent } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune } from '../acting/access';
import { sightOf, type Sight } from '../acting/reach';
import type { EventFilter, Page, PageRequest } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** A stretch of the log. `lastSequence` also counts what was left out, so that the next reading begins behind it. */
export interface LiveEvents {
  readonly events: readonly DomainEvent[];
  readonly lastSequence: number;
}

/** An event with the name of who did it, or the names of some; null for the system, and for whom nobody knows any more. */
export type AuditEntry = LoggedEvent & { readonly actorName: string | null };

/** Somebody by whose acts the log can be filtered. */
interface NamedActor {
  readonly actor: string;
  readonly name: string;
}

/** Of the poles that reported together. */
const NAMES_SHOWN = 3;

/** Large enough to be quick, small enough that others get their turn. */
const EXPORT_PAGE = 500;

@Injectable()
export class EventLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What happened in the commune, newest first, with its links of the chain. Throws Problem `not-found` or `not-allowed`. */
  async audit(actor: Actor, communeId: string, page: PageRequest, filter: EventFilter = {}): Promise<Page<AuditEntry>> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const names = await this.namesIn(communeId);
    const { items, nextCursor } = await this.unitOfWork.read.events.latest(communeId, page, filter);
    return { items: items.map((event) => named(event, names)), nextCursor };
  }

  /** The same, all of it, a page at a time. Throws before the first page what `audit` throws. */
  async *export(actor: Actor, communeId: string, filter: EventFilter = {}): AsyncGenerator<readonly AuditEntry[]> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const names = await this.namesIn(communeId);
    let cursor: string | undefined;
    do {
      const page = await this.unitOfWork.read.events.latest(communeId, { limit: EXPORT_PAGE, cursor }, filter);
      yield page.items.map((event) => named(event, names));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Everybody who can have done something, by the way in which an event names them: people, and the poles of devices. */
  async actors(actor: Actor, communeId: string): Promise<readonly NamedActor[]> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const people = await this.unitOfWork.read.people.people(communeId);
    return people.map(({ id, name }) => ({ actor: id, name }));
  }

  /**
   * What may be watched, after a sequence number, oldest first: everything by whoever sees the whole commune; else what one did oneself, and
   * what happened to the places of one's villages.
   */
  async live(actor: Actor, communeId: string, sequence: number, limit: number): Promise<LiveEvents> {
    requireCommune(actor, communeId);
    const events = await this.unitOfWork.read.events.after(communeId, sequence, limit);
    const ofOthers = events.filter(({ kind, actor: by }) => isWatched(kind) && by !== actor.personId);
    // Asked by every open page whenever anything happens: the places are read only when there is something to be kept from it.
    const places = ofOthers.length > 0 ? await this.placesWatched(actor, communeId) : () => false;
    return {
      events: events.filter(
        ({ kind, actor: by, subjectId }) => isWatched(kind) && (by === actor.personId || places(subjectId)),
      ),
      lastSequence: events.at(-1)?.sequence ?? sequence,
    };
  }

  /** Whether what happens to a village, zone or pole, told by its id, may be watched. Throws Problem `not-found`. */
  async placesWatched(actor: Actor, communeId: string): Promise<Sight> {
    requireCommune(actor, communeId);
    return sightOf(this.unitOfWork.read, actor, communeId);
  }

  private async namesIn(communeId: string): Promise<ReadonlyMap<string, string>> {
    const { people, places, devices } = this.unitOfWork.read;
    const [persons, controllers, boxes] = await Promise.all([
      people.people(communeId),
      places.controllers(communeId),
      devices.devices(communeId),
    ]);
    const poles = new Map(controllers.map(({ id, name }) => [id, name]));
    return new Map([
      ...persons.map(({ id, name }) => [id, name] as const),
      ...boxes.map(({ id, controllerId }) => [`device:${id}`, poles.get(controllerId) ?? ''] as const),
    ]);
  }

  /** Where the log of the commune stands now: a watcher who names no place begins here. */
  lastSequence(actor: Actor, communeId: string): Promise<number> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.events.lastSequence(communeId);
  }
}

function named(event: LoggedEvent, names: ReadonlyMap<string, string>): AuditEntry {
  return { ...event, actorName: names.get(event.actor) || polesIn(event, names) || null };
}

/** The poles whose boxes said so together. */
function polesIn({ details }: LoggedEvent, names: ReadonlyMap<string, string>): string {
  const boxes = 'deviceIds' in details ? (details.deviceIds ?? []) : [];
  const known = boxes.flatMap((id) => names.get(`device:${id}`) || []).sort();
  const more = known.length - NAMES_SHOWN;
  return known.slice(0, NAMES_SHOWN).join(', ') + (more > 0 ? ` +${more}` : '');
}
