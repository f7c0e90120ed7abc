// Who is affected, told before a change of hours, limits, slots or poles is saved: both plans are made, the one that stands and the one that
// would, and nothing is written.
import {
  planChange,
  zonesSilenced,
  Problem,
  type Actor,
  type BroadcastLimits,
  type DailyWindow,
  type LocalDate,
  type PlanChange,
  type PlannedZone,
  type WallTime,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere } from '../acting/access';
import { ItemFailures } from '../acting/item-failures';
import { withPlacesOverlay, type PlacesOverlay } from './places-overlay';
import { plannedZones } from './planned-zones';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** A change that somebody thinks of. What is left out stays. */
export type ChangeInMind =
  | {
      readonly kind: 'commune';
      readonly quietHours?: readonly DailyWindow[];
      readonly limits?: Partial<BroadcastLimits>;
    }
  | {
      readonly kind: 'village';
      readonly villageId: string;
      readonly quietHours?: readonly DailyWindow[] | null;
      readonly limits?: Partial<BroadcastLimits> | null;
    }
  /** `zoneId` null: the pole is taken down. */
  | { readonly kind: 'controller'; readonly controllerId: string; readonly zoneId: string | null }
  | { readonly kind: 'slot'; readonly slotId: string; readonly from: WallTime; readonly to: WallTime }
  | {
      readonly kind: 'special-days';
      readonly dates: readonly LocalDate[];
      readonly quietHours: readonly DailyWindow[];
      readonly seriesRest: boolean;
    };

/** What would come of it. */
interface ForeseenChange extends PlanChange {
  /** Names of zones that would lose their last pole although something is to sound there. */
  readonly silentZones: readonly string[];
}

@Injectable()
export class PlanChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly failures: ItemFailures,
  ) {}

  /**
   * What approved bookings would lose or have to begin at another time, as far ahead as is planned. What is frozen or sounding keeps its
   * place. Throws Problem `not-found` for an unknown place, `not-allowed` for whoever edits nothing there.
   */
  async of(actor: Actor, communeId: string, change: ChangeInMind): Promise<ForeseenChange> {
    requireActSomewhere(actor, 'controller.edit', communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const others = await placesAfter(read, communeId, change);
    const zonesOf = async (stores: StoreReads) =>
      (await plannedZones(stores, communeId, now, this.settings.limits, this.failures)).zones;
    const [before, after] = [await zonesOf(read), await zonesOf(withPlacesOverlay(read, others))];
    const plansOf = (zones: readonly PlannedZone[]) => zones.map(({ plan }) => plan);
    const silent = new Set(zonesSilenced(before, after, now));
    const zones = (await read.places.zones(communeId)).filter(({ id }) => silent.has(id));
    return { ...planChange(plansOf(before), plansOf(after), now), silentZones: zones.map(({ name }) => name) };
  }
}

async function placesAfter({ places }: StoreReads, communeId: string, change: ChangeInMind): Promise<PlacesOverlay> {
  switch (change.kind) {
    case 'commune': {
      const commune = (await places.commune(communeId))!;
      const limits = { ...commune.rules.limits, ...change.limits };
      const quietHours = change.quietHours ?? commune.quietHours;
      return { commune: { ...commune, quietHours, rules: { ...commune.rules, limits } } };
    }
    case 'village': {
      const { quietHours, limits } = change;
      const own = { ...(quietHours !== undefined && { quietHours }), ...(limits !== undefined && { limits }) };
      return { villages: replaced(await places.villages(communeId), change.villageId, own) };
    }
    case 'controller': {
      const controllers = await places.controllers(communeId);
      const { controllerId, zoneId } = change;
      if (zoneId !== null) return { controllers: replaced(controllers, controllerId, { zoneId }) };
      return { controllers: replaced(controllers, controllerId, {}).filter(({ id }) => id !== controllerId) };
    }
    case 'slot': {
      const { from, to } = change;
      return { slots: replaced(await places.slots(communeId), change.slotId, { from, to }) };
    }
    case 'special-days': {
      const { dates, quietHours, seriesRest } = change;
      const days = dates.map((date) => ({ id: date, communeId, date, name: '', quietHours, seriesRest }));
      return { specialDays: [...(await places.specialDays(communeId)), ...days] };
    }
  }
}

function replaced<T extends { readonly id: string }>(all: readonly T[], id: string, own: Partial<T>): readonly T[] {
  if (!all.some((each) => each.id === id)) throw new Problem('not-found');
  return all.map((each) => (each.id === id ? { ...each, ...own } : each));
}
