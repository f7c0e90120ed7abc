// Zones as they are planned at this moment, for everybody who only looks. A zone that cannot be planned is shown as it was planned last: that is
// what its poles still play, and it says so.
import { planZone, type Instant, type PlanFailure, type PlanLimits, type PlanRequest, type ZonePlan } from '#domain';
import { airRequests } from './plan-requests';
import type { ItemFailure, ItemFailures, Tried } from '../acting/item-failures';
import type { StoreReads } from '../ports/stores';

/** One zone; `failure` says why its plan is the last one that could be made, and is empty where that failed too. */
interface ZoneAsPlanned {
  readonly request: PlanRequest;
  readonly plan: ZonePlan;
  readonly failure: ItemFailure | null;
}

const NOTHING_PLANNED: ZonePlan = { rundowns: [], airings: [] };

/** Every zone of the commune by the planner's own function, and what of the commune is known to fail. */
export async function plannedZones(
  stores: StoreReads,
  communeId: string,
  now: Instant,
  limits: PlanLimits,
  failures: ItemFailures,
): Promise<{ readonly zones: readonly ZoneAsPlanned[]; readonly known: readonly PlanFailure[] }> {
  const known = await stores.air.planFailures(communeId);
  const requests = await airRequests(stores, communeId, now, limits);
  const zones = await Promise.all(
    requests.map(async (request) => {
      const { value, failure } = await asPlanned(request, known, failures, planZone);
      return { request, plan: value ?? NOTHING_PLANNED, failure };
    }),
  );
  return { zones, known };
}

/** What became of one zone; `failure` stands beside a value that was planned last. */
type ZoneTried<T> = { readonly value: T | null; readonly failure: ItemFailure | null };

/** The zone as `plan` sees it; as it was planned last, with why, when it cannot be planned. Never rejects. */
export async function asPlanned<T>(
  request: PlanRequest,
  known: readonly PlanFailure[],
  failures: ItemFailures,
  plan: (request: PlanRequest) => T,
): Promise<ZoneTried<T>> {
  const tried = (each: PlanRequest): Promise<Tried<T>> => failures.tried('zone-plan', request.zoneId, () => plan(each));
  if (isKnownToFail(request, known)) return { ...(await tried(untouched(request))), failure: { code: 'unexpected' } };
  const whole = await tried(request);
  return whole.failure ? { ...(await tried(untouched(request))), failure: whole.failure } : whole;
}

function isKnownToFail({ zoneId }: PlanRequest, known: readonly PlanFailure[]): boolean {
  return known.some(({ part, subjectId }) => part === 'commune' || (part === 'zone' && subjectId === zoneId));
}

/** With everything set aside that could make it fail. */
function untouched(request: PlanRequest): PlanRequest {
  const bookingIds = request.existing.flatMap(({ bookingId }) => bookingId ?? []);
  return { ...request, items: [], setAside: [...request.setAside, ...bookingIds] };
}
