// Special days of a commune, entered by hand: Tết and the days of the moon come as lists of dates under one name.
import { isSameName, type Actor, type DailyWindow, type LocalDate, type SpecialDay } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireFreshProof, requireView, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** One name on one or many dates, with what it means for the air. */
interface SpecialDaysEntry {
  readonly name: string;
  readonly dates: readonly LocalDate[];
  readonly quietHours: readonly DailyWindow[];
  readonly seriesRest: boolean;
}

@Injectable()
export class SpecialDays {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of every year, by date. */
  async list(actor: Actor, communeId: string): Promise<readonly SpecialDay[]> {
    requireView(actor, communeId);
    return this.unitOfWork.read.places.specialDays(communeId);
  }

  /**
   * Enters the name on every date; where it stands already, what it means there is replaced. A name that is known keeps its spelling: series
   * are booked by it. The commune is planned anew. What stands already is changed by a fresh proof only: Problem `proof-too-old`.
   */
  async enter(actor: Actor, communeId: string, entry: SpecialDaysEntry): Promise<readonly SpecialDay[]> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    const now = this.clock.now();
    const { quietHours, seriesRest } = entry;
    const dates = [...new Set(entry.dates)].sort();
    return this.unitOfWork.run(async (stores) => {
      const before = (await stores.places.specialDays(communeId)).filter((day) => isSameName(day.name, entry.name));
      if (before.some(({ date }) => dates.includes(date))) requireFreshProof(actor, 'rules.edit');
      const name = before[0]?.name ?? entry.name;
      const days = dates.map((date): SpecialDay => {
        const id = before.find((day) => day.date === date)?.id ?? newId(now);
        return { id, communeId, date, name, quietHours, seriesRest };
      });
      for (const day of days) await stores.places.putSpecialDay(day);
      await stores.air.wantPlan(communeId);
      await stores.events.append({
        communeId,
        at: now,
        kind: 'commune.special-days-entered',
        actor: actor.personId,
        subjectId: communeId,
        details: { name, dates, quietHours, seriesRest },
      });
      return days;
    });
  }

  /** Takes one day out, by a fresh proof; the commune is planned anew. Throws Problem `proof-too-old`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      const day = visible(actor, await stores.places.specialDay(id));
      requireAct(actor, 'place.edit', { communeId: day.communeId, villageId: null });
      requireFreshProof(actor, 'rules.edit');
      await stores.places.deleteSpecialDay(id);
      await stores.air.wantPlan(day.communeId);
      await stores.events.append({
        communeId: day.communeId,
        at: this.clock.now(),
        kind: 'commune.special-day-removed',
        actor: actor.personId,
        subjectId: id,
        details: { name: day.name, date: day.date },
      });
    });
  }
}
