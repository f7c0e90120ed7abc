// How a booking is saved: what it would do is worked out before its unit of work, and what is refused in it is refused with ways out, which are
// looked for when nobody waits for them any more.
import { Problem } from '#domain';
import { Injectable } from '@nestjs/common';
import { Collision } from './booking-refusals';
import { BookingTrials } from './booking-trials';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What a booking is about, or several. */
type Subject = { readonly communeId: string } & (
  { readonly announcementId: string } | { readonly announcementIds: readonly string[] }
);

/** How often it is worked out outside before it is worked out while others wait. */
const MAX_TRIES = 3;

/** Thrown out of a unit of work in which nothing may be written of what was worked out before. */
const STALE = new Error('changed meanwhile');

/** The unit of work of whoever saves a booking that a person chose the time of. */
@Injectable()
export class BookingWrites {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
  ) {}

  /** Like `UnitOfWork.run`; what `requirePlace` refuses in it is refused with ways out. */
  async run<T>(act: (stores: Stores) => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run(act);
    } catch (refusal) {
      if (!(refusal instanceof Collision)) throw refusal;
      const { code, booking, found, placed, terms } = refusal;
      const zones = await this.trials.zonesOf(this.unitOfWork.read, booking, this.clock.now());
      throw new Problem(code, { ...placed, alternatives: await this.trials.waysOut(zones, found, terms) });
    }
  }

  /**
   * Like `run`, for an act on what `foresee` works out: before the unit of work, while others write. Whatever changes the commune or the
   * announcement meanwhile makes it old: then it is worked out again, at last inside. What it refuses is refused where the act asks for it.
   */
  async runForeseen<F, T>(
    subject: Subject | undefined,
    foresee: (stores: StoreReads) => Promise<F>,
    act: (stores: Stores, foreseen: () => Promise<F>) => Promise<T>,
  ): Promise<T> {
    const inside = () => this.run((stores) => act(stores, () => foresee(stores)));
    // What was done already is not worked out again.
    if (!subject || this.unitOfWork.isRepetition) return inside();
    const { read } = this.unitOfWork;
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const before = await standOf(read, subject);
      const outcome = await unlessRefused(foresee(read));
      if (!outcome) return inside();
      try {
        return await this.run(async (stores) => {
          if ((await standOf(stores, subject)) !== before) throw STALE;
          return act(stores, () => Promise.resolve(outcome.foreseen));
        });
      } catch (error) {
        if (error !== STALE) throw error;
      }
    }
    return inside();
  }
}

/** Another text whenever a booking of the announcement may come to something else. */
async function standOf({ air, announcements }: StoreReads, subject: Subject): Promise<string> {
  const { wanted, done, failures, runId } = await air.planMark(subject.communeId);
  const ids = 'announcementId' in subject ? [subject.announcementId] : subject.announcementIds;
  const spoken = (await announcements.byIds(ids)).map(({ id, state, revision }) => `${id} ${state} ${revision}`);
  return [wanted, done, failures, runId, ...spoken.sort()].join(' ');
}

async function unlessRefused<F>(foreseeing: Promise<F>): Promise<{ readonly foreseen: F } | undefined> {
  try {
    return { foreseen: await foreseeing };
  } catch (refusal) {
    if (refusal instanceof Problem) return undefined;
    throw refusal;
  }
}
