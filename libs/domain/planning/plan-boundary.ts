// How long a plan stands by itself: the next instant at which time alone, without anybody doing anything, may change it. Before that instant a
// commune in which nothing happens need not be planned again.
import { dayAround } from '../air/broadcast-limits';
import { MINUTE_MS, type Instant } from '../calendar/time';
import { takesAir, timeOf } from './ground';
import type { PlanRequest, ZonePlan } from './request';

/**
 * The first instant after `now` at which planning the zone again may come to something else, with everything else as it is. Never later than
 * the end of the local day. `plan` is what the zone has settled on: planning it again at once changes nothing.
 */
export function planStandsUntil(request: PlanRequest, plan: ZonePlan): Instant {
  const { now, timeZone, limits } = request;
  // What an emergency cuts into moves as it goes on.
  if (isCutInto(request)) return now + MINUTE_MS;
  const boundaries = [dayAround(now, timeZone).to];
  for (const { startsAt, state } of plan.airings) {
    if (state === 'planned') continue;
    // Not yet certain: it is decided by the show lock, and by what can still reach the poles.
    boundaries.push(startsAt - limits.lockMs + 1, startsAt - limits.leadMs + 1);
  }
  for (const { from, until } of request.stops) boundaries.push(from, until);
  return boundaries.reduce((next, each) => (each > now && each < next ? each : next));
}

function isCutInto({ emergencies, interruptions, now, existing }: PlanRequest): boolean {
  if (interruptions.length > 0 || emergencies.some(({ to }) => to > now)) return true;
  return emergencies.some((emergency) =>
    existing.some((airing) => takesAir(airing) && timeOf(airing).to > emergency.from),
  );
}
