// From bookings to air: packs what is due in one zone into rundowns, each entry with its exact start. The preview of a booking, the
// planner and "what will sound tonight" all call this one function, so what is shown is what plays.
import { groundOf } from './ground';
import { dueOccurrences } from './occurrences';
import { placedItems } from './placement';
import { restartedItems, settledRestarts } from './restarts';
import type { PlanRequest, ZonePlan } from './request';
import { rundownsOf } from './rundowns';
import { settledItems } from './settled';
import { signatureSounds } from './signature-sounds';

export type { BookedItem, Interruption, PlanLimits, PlannedZone, PlanRequest, ZonePlan } from './request';

/**
 * Plans one zone. The same request gives the same plan in whatever order its lists are, and planning the plan again changes nothing.
 * What it is given in `existing` comes back, changed or not.
 */
export function planZone(request: PlanRequest): ZonePlan {
  const ground = groundOf(request, dueOccurrences(request));
  const settled = [...settledItems(ground), ...settledRestarts(ground)];
  const items = restartedItems(placedItems(settled, ground), ground);
  const { unmoved } = ground;
  const signed = [...items, ...unmoved.filter(({ kind }) => kind === 'item')];
  const airings = [...items, ...signatureSounds(signed, ground), ...unmoved].sort(
    (a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1),
  );
  return { rundowns: rundownsOf(airings, ground), airings };
}

/** Ids of bookings for which it cannot even be said when they are due: with them the zone cannot be planned. */
export function undatable(request: PlanRequest): readonly string[] {
  const dates = (items: PlanRequest['items']) => dueOccurrences({ ...request, items });
  if (!throws(() => dates(request.items))) return [];
  return request.items.filter((item) => throws(() => dates([item]))).map(({ booking }) => booking.id);
}

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}
