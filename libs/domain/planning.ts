// From bookings to air: packs what is due in one zone into rundowns, each entry with its exact start. The preview of a booking, the
// planner and "what will sound tonight" all call this one function, so what is shown is what plays.
import { isExercise } from './drill';
import { groundOf } from './planning/ground';
import { dueOccurrences } from './planning/occurrences';
import { placedItems } from './planning/placement';
import { restartedItems, settledRestarts } from './planning/restarts';
import type { PlanRequest, ZonePlan } from './planning/request';
import { rundownsOf } from './planning/rundowns';
import { settledItems } from './planning/settled';
import { signatureSounds } from './planning/signature-sounds';

export type { BookedItem, Interruption, PlanLimits, PlanRequest, ZonePlan } from './planning/request';

/**
 * Plans one zone. The same request gives the same plan in whatever order its lists are, and planning the plan again changes nothing.
 * What it is given in `existing` comes back, changed or not.
 */
export function planZone(request: PlanRequest): ZonePlan {
  const ground = groundOf(request, dueOccurrences(request));
  const settled = [...settledItems(ground), ...settledRestarts(ground)];
  const items = restartedItems(placedItems(settled, ground), ground);
  const drills = request.existing.filter(isExercise);
  const airings = [...items, ...signatureSounds(items, ground), ...drills].sort(
    (a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1),
  );
  return { rundowns: rundownsOf(airings, ground), airings };
}
