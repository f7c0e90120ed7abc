// Telling people: one notice for each person who must know, written in the same unit of work as what they are told about.
import { isGranted, Problem, type Act, type Actor, type Instant, type Notice, type Place } from '#domain';
import { Injectable } from '@nestjs/common';
import { newId } from './new-id';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What somebody is to be told. */
export type News = Pick<Notice, 'communeId' | 'kind' | 'subjectId' | 'values'>;

/** Tells each of these people once. */
export async function tell(stores: Stores, personIds: Iterable<string>, news: News, now: Instant): Promise<void> {
  for (const personId of new Set(personIds)) {
    await stores.notices.insert({ ...news, id: newId(now), personId, at: now, readAt: null });
  }
}

/** Everybody who may do this there, by what was granted to them. */
export async function peopleWhoMay(stores: StoreReads, act: Act, place: Place): Promise<readonly string[]> {
  const grants = await stores.people.grants(place.communeId);
  const allowed = grants.filter((grant) => isGranted({ grants: [grant] }, act, place));
  return [...new Set(allowed.map(({ personId }) => personId))].sort();
}

/** Everybody who looks after the poles of a commune: who may hang boxes, and who keeps its places. */
export async function caretakersOf(stores: StoreReads, communeId: string): Promise<readonly string[]> {
  const place = { communeId, villageId: null };
  return [...(await peopleWhoMay(stores, 'device.enrol', place)), ...(await peopleWhoMay(stores, 'place.edit', place))];
}

@Injectable()
export class Notices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One's own notices, newest first. */
  list(actor: Actor, page: PageRequest): Promise<Page<Notice>> {
    return this.unitOfWork.read.notices.ofPerson(actor.personId, page);
  }

  /** Notes that the person has read it. Throws Problem `not-found` for somebody else's notice. */
  async markRead(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async ({ notices }) => {
      if (!(await notices.markRead(id, actor.personId, this.clock.now()))) throw new Problem('not-found');
    });
  }
}
