// Step 2 of planning: what stays as it was. The past and the show lock are not touched, except that a cancelled booking or day, a voided
// approval or a stop takes an airing off the air even then.
import type { Airing, AiringReason } from '../air/air';
import { overrunOfAiring } from './caps';
import { restDatesOf } from '../calendar/special-days';
import {
  displaces,
  isOfAltered,
  isPast,
  leadEndsAt,
  lockEndsAt,
  longestTimeOf,
  quietFor,
  standingOf,
  takesAir,
  timeOf,
  touches,
  type Ground,
} from './ground';
import { hasNoPoles, type Occurrence } from './occurrences';
import { pausesOnRestDays } from '../calendar/recurrence';
import { TakenAir } from './taken-air';

/** Items of the old plan that keep their start or their end. Every other one is to be placed anew. */
export function settledItems(ground: Ground): readonly Airing[] {
  const all = [...ground.existing.values()]
    .filter(({ kind, restartOf }) => kind === 'item' && restartOf === null)
    .flatMap((airing) => settled(airing, ground.dueById.get(airing.id), ground) ?? []);
  const isAgain = ({ id, state }: Airing) => state === 'planned' && ground.existing.get(id)!.state !== 'planned';
  const again = all.filter(isAgain).sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  if (again.length === 0) return all;
  const kept = all.filter((airing) => !isAgain(airing));
  const taken = new TakenAir(ground);
  taken.take([...kept, ...ground.unmoved]);
  // What comes back finds its old time free and room under the caps, or looks for another place like everything else.
  for (const airing of again) {
    if (taken.in(timeOf(airing)).length > 0 || overrunOfAiring(airing, taken, ground)) continue;
    kept.push(airing);
    taken.take([airing]);
  }
  return kept;
}

/** What becomes of the airing whatever else is placed, or undefined when it is open. */
function settled(airing: Airing, occurrence: Occurrence | undefined, ground: Ground): Airing | undefined {
  if (isOfAltered(airing, ground.request)) return settledAlteration(airing, ground);
  // It is placed anew, as its booking says.
  if (occurrence && takesAir(airing) && isAlteredAiring(airing, ground)) return undefined;
  const hadItsTime = airing.startsAt <= ground.request.now && airing.reason !== 'no-poles';
  if (occurrence && hasNoPoles(occurrence) && !hadItsTime) return settledSilence(airing, occurrence, ground);
  switch (airing.state) {
    case 'dropped':
      return settledDrop(airing, occurrence, ground);
    case 'cancelled':
      return settledCancellation(airing, occurrence, ground);
    case 'held':
      return settledHold(airing, occurrence, ground);
    case 'planned':
      return settledPlan(airing, occurrence, ground);
  }
}

/**
 * What was changed behind our back is silent from here on, and says so where it was before: nobody booked what it was changed to. What is over
 * stays as it was.
 */
function settledAlteration(airing: Airing, { request }: Ground): Airing {
  if (isPast(airing, request) || !takesAir(airing)) return airing;
  const state = airing.startsAt < leadEndsAt(request) ? 'cancelled' : 'dropped';
  return withReason(airing, state, 'not-as-approved');
}

/** Whether what is written of it is not what its booking says, where that still matters. */
function isAlteredAiring(airing: Airing, { request }: Ground): boolean {
  return request.altered.has(airing.id) && !isPast(airing, request);
}

/** What had its time and lost its last pole says so where it was; the show lock keeps nothing that nobody plays. */
function settledSilence(airing: Airing, { frame, anchoredAt }: Occurrence, { request }: Ground): Airing | undefined {
  const over = isPast(airing, request);
  const had = takesAir(airing) || airing.reason === 'no-poles';
  const there = anchoredAt === null && airing.rundownId === frame.id;
  if (over || !had || !there) return over ? airing : undefined;
  return { ...withReason(airing, 'dropped', 'no-poles'), controllerIds: [] };
}

function settledDrop(airing: Airing, occurrence: Occurrence | undefined, { request }: Ground): Airing | undefined {
  if (!occurrence) return airing;
  if (airing.reason === 'unapproved' && isProposed(occurrence)) return airing;
  const latestStart = occurrence.anchoredAt === null ? occurrence.frame.window.to - airing.durationMs : airing.startsAt;
  return latestStart < leadEndsAt(request) ? airing : undefined;
}

/** Cancelled stays cancelled once its time came so near that it may have sounded. */
function settledCancellation(airing: Airing, occurrence: Occurrence | undefined, ground: Ground): Airing | undefined {
  const { request, stops } = ground;
  if (!occurrence || airing.startsAt < leadEndsAt(request) || touches(timeOf(airing), stops)) return airing;
  if (isProposed(occurrence)) return airing.startsAt < lockEndsAt(request) ? airing : undefined;
  const liftedInsideLock = airing.reason === 'stopped' && airing.startsAt < lockEndsAt(request);
  return liftedInsideLock && !isQuiet(airing, ground) ? onAirAgain(airing, ground) : undefined;
}

function settledHold(airing: Airing, occurrence: Occurrence | undefined, ground: Ground): Airing | undefined {
  const { request, stops } = ground;
  if (!occurrence) return notDue(airing, ground);
  if (touches(timeOf(airing), stops)) return cancelled(airing, 'stopped');
  const { booking } = occurrence.item;
  if (isProposed(occurrence)) {
    const slides = booking.lateReason !== null && occurrence.anchoredAt === null;
    const deadline = booking.lateReason === null ? lockEndsAt(request) : leadEndsAt(request);
    return !slides && airing.startsAt < deadline ? withReason(airing, 'dropped', 'unapproved') : undefined;
  }
  // Approved before the lock, although no plan was made since.
  const inTime = booking.approvedAt !== null && booking.approvedAt <= airing.startsAt - request.limits.lockMs;
  const frozen = airing.startsAt >= leadEndsAt(request) && airing.startsAt < lockEndsAt(request);
  return inTime && frozen && !isQuiet(airing, ground) ? onAirAgain(airing, ground) : undefined;
}

function settledPlan(airing: Airing, occurrence: Occurrence | undefined, ground: Ground): Airing | undefined {
  const { request, stops } = ground;
  if (isPast(airing, request)) return airing;
  if (!occurrence) return notDue(airing, ground);
  if (touches(longestTimeOf(airing), stops)) return cancelled(airing, 'stopped');
  const frozen = airing.startsAt < lockEndsAt(request);
  if (isProposed(occurrence)) return frozen ? cancelled(airing, 'announcement-voided') : undefined;
  if (displaces(ground.emergencies, airing)) return undefined;
  if (airing.startsAt <= request.now) return airing;
  return frozen && !isQuiet(airing, ground) ? withStanding(airing, ground) : undefined;
}

function notDue(airing: Airing, { request }: Ground): Airing {
  const booking = request.items.find((item) => item.booking.id === airing.bookingId)?.booking;
  // An item that is not asked for at all has lost its sound: the content is being changed.
  if (!booking) return cancelled(airing, 'announcement-voided');
  if (booking.state === 'missed') return withReason(airing, 'dropped', 'unapproved');
  if (booking.state === 'cancelled') return cancelled(airing, 'booking-cancelled');
  if (booking.state === 'declined') return cancelled(airing, 'booking-declined');
  if (booking.state === 'replaced') return cancelled(airing, 'booking-replaced');
  const localDate = request.existingRundowns.find(({ id }) => id === airing.rundownId)?.localDate;
  const dayCancelled = localDate !== undefined && booking.cancelledDates.includes(localDate);
  if (dayCancelled) return cancelled(airing, 'day-cancelled');
  const rests = pausesOnRestDays(booking.recurrence.kind) && restDatesOf(request.specialDays).has(localDate ?? '');
  return cancelled(airing, rests ? 'special-day' : 'no-longer-due');
}

function isProposed({ item }: Occurrence): boolean {
  return item.booking.state === 'proposed';
}

function isQuiet(airing: Airing, ground: Ground): boolean {
  const time = timeOf(airing);
  return quietFor(airing.messageClass, time, ground).length > 0 || touches(time, ground.emergencies);
}

function onAirAgain(airing: Airing, ground: Ground): Airing {
  return withStanding({ ...airing, state: 'planned', reason: null, reasonValues: {} }, ground);
}

/** The show lock keeps its time, not poles that are gone. */
function withStanding(airing: Airing, { request }: Ground): Airing {
  const controllerIds = standingOf(airing, request);
  return controllerIds.length > 0
    ? { ...airing, controllerIds }
    : { ...withReason(airing, 'dropped', 'no-poles'), controllerIds };
}

/** The airing taken off the air. */
export function cancelled(airing: Airing, reason: AiringReason): Airing {
  return withReason(airing, 'cancelled', reason);
}

function withReason(airing: Airing, state: 'cancelled' | 'dropped', reason: AiringReason): Airing {
  return { ...airing, state, reason, reasonValues: {} };
}
