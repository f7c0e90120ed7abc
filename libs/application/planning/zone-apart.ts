// One zone, planned so that it harms nobody: a booking that makes it fail is found and set aside, and a zone that fails by itself is left as it
// was planned last, which is what its poles still play.
import { planFault, type PlanFault, type PlanRequest } from '#domain';
import type { Stores } from '../ports/stores';

/** What became of the zone. `changed` undefined: nothing of it could be planned. */
export interface ZoneOutcome {
  readonly changed: boolean | undefined;
  readonly faults: readonly PlanFault[];
}

/** Plans the zone and writes its plan; true when its programme changed. */
type PlanAct = (request: PlanRequest) => Promise<boolean>;

/** Runs `plan` for the zone as a part of the unit of work, without the bookings that make it fail. */
export async function planApart(stores: Stores, request: PlanRequest, plan: PlanAct): Promise<ZoneOutcome> {
  const whole = await tryApart(stores, () => plan(request));
  if ('changed' in whole) return { changed: whole.changed, faults: [] };
  const byItself = [planFault('zone', request.zoneId, whole.error)];
  const culprits = await culpritsIn(stores, request, plan);
  if (culprits.length === 0) return { changed: undefined, faults: byItself };
  const rest = await tryApart(stores, () => plan(without(request, new Set(culprits.map((each) => each.subjectId)))));
  if ('changed' in rest) return { changed: rest.changed, faults: culprits };
  return { changed: undefined, faults: [...culprits, planFault('zone', request.zoneId, rest.error)] };
}

type Try = { readonly changed: boolean } | { readonly error: unknown };

async function tryApart(stores: Stores, act: () => Promise<boolean>): Promise<Try> {
  try {
    return { changed: await stores.apart(act) };
  } catch (error) {
    return { error };
  }
}

/** Bookings that make the zone fail although the others are set aside; none when it fails without any. Found by halves. */
async function culpritsIn(stores: Stores, request: PlanRequest, plan: PlanAct): Promise<readonly PlanFault[]> {
  const ids = request.items.map(({ booking }) => booking.id);
  const failureOf = (some: readonly string[]) => {
    const others = new Set(ids.filter((id) => !some.includes(id)));
    return undone(stores, () => plan(without(request, others)));
  };
  const among = async (some: readonly string[]): Promise<readonly PlanFault[]> => {
    const error = some.length > 0 ? await failureOf(some) : undefined;
    if (error === undefined) return [];
    if (some.length === 1) return [planFault('booking', some[0]!, error)];
    const half = Math.ceil(some.length / 2);
    return [...(await among(some.slice(0, half))), ...(await among(some.slice(half)))];
  };
  return (await failureOf([])) === undefined ? among(ids) : [];
}

function without(request: PlanRequest, bookingIds: ReadonlySet<string>): PlanRequest {
  return { ...request, setAside: [...request.setAside, ...bookingIds] };
}

const UNDO = new Error('only tried');

/** What the act throws; whatever it wrote is undone. */
async function undone(stores: Stores, act: () => Promise<unknown>): Promise<unknown> {
  try {
    await stores.apart(async () => {
      await act();
      throw UNDO;
    });
  } catch (error) {
    return error === UNDO ? undefined : error;
  }
}
