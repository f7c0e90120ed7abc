// What stands in the way of a drill in one zone. A drill gives way to everything: it finds a free time or is refused.
import type { BookingConflict } from '../preview/booking-conflicts';
import { localDateOf } from '../calendar/calendar';
import { emergencyConflicts } from '../preview/conflict-reasons';
import { DRILL_LEAST_LEAD_MS, DRILLS_APART_MS } from './drill';
import { planZone, type PlanRequest } from '../planning/plan-zone';
import { lockEndsAt, stopsInForce, takesAir, timeOf, touches } from '../planning/ground';
import { widened } from '../planning/room';
import { quietDuring } from '../calendar/quiet-hours';
import type { Interval } from '../calendar/time';
import { isExercise } from '../air/air';

/** Everything that would have to be otherwise for a drill to sound in this zone at this time. */
export function drillConflicts(request: PlanRequest, time: Interval): readonly BookingConflict[] {
  const { zoneId, timeZone, quietHours, specialDays, broadcastLimits } = request;
  const place = { zoneId, localDate: localDateOf(time.from, timeZone) };
  const conflicts: BookingConflict[] = [];
  const earliest = Math.max(lockEndsAt(request), request.now + DRILL_LEAST_LEAD_MS);
  if (time.from < earliest) conflicts.push({ ...place, kind: 'too-soon', earliest });
  const quiet = quietDuring(time, quietHours, timeZone, specialDays);
  if (quiet) conflicts.push({ ...place, kind: 'quiet-hours', window: quiet.window });
  const stops = stopsInForce(request).filter((stop) => touches(time, [stop]));
  if (stops.length > 0) conflicts.push({ ...place, kind: 'stopped', until: Math.max(...stops.map(({ to }) => to)) });
  conflicts.push(...emergencyConflicts(time, place, request));
  for (const airing of planZone(request).airings.filter(takesAir)) {
    const apartMs = isExercise(airing) ? DRILLS_APART_MS : broadcastLimits.minGapMs;
    if (!touches(widened(time, apartMs), [timeOf(airing)])) continue;
    const { title, startsAt } = airing;
    conflicts.push({ ...place, kind: 'overlap', title, startsAt, endsAt: timeOf(airing).to });
  }
  return conflicts;
}
