// Step 1 of planning: which bookings want to sound on which days, in which rundown, in the order in which they may choose their time.
import { addDays, fullWallTime, instantOf, localDateOf, wallTimeOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { weightOf } from '../announcements/message-class';
import type { Slot } from '../places/places';
import { datesOf, type DateWindow } from '../calendar/recurrence';
import { DAY_MS, type Instant, type Interval, type LocalDate, type WallTime } from '../calendar/time';
import type { BookedItem, PlanRequest } from './request';

/** What is known of a rundown before anything is placed in it. */
export interface RundownFrame {
  readonly id: string;
  readonly slotKey: string;
  readonly slotName: string;
  readonly localDate: LocalDate;
  /** The slot on that day; for an exact time outside every slot, the time that its item takes. */
  readonly window: Interval;
}

/** One booking on one day. Its repeats follow each other. */
export interface Occurrence {
  readonly item: BookedItem;
  /** The booked day; in a slot that reaches over midnight the rundown may be the evening before's. */
  readonly localDate: LocalDate;
  readonly frame: RundownFrame;
  /** The exact start of the first repeat; null: anywhere in the slot. */
  readonly anchoredAt: Instant | null;
  /** Length of one repeat. */
  readonly durationMs: number;
  /** One for each repeat. */
  readonly airingIds: readonly string[];
}

/**
 * Everything due from the day before `now` to the horizon, first who chooses first.
 * What was over before it was booked, or began before `existing` does, is not asked for.
 */
export function dueOccurrences(request: PlanRequest): readonly Occurrence[] {
  const dates = datesToPlan(request);
  const slotFrames = framesOfSlots(request, dates);
  return (
    request.items
      .filter(isOpen)
      .filter(({ booking }) => !request.setAside.includes(booking.id))
      .sort(byPrecedence)
      .flatMap((item) =>
        datesOf(item.booking.recurrence, dates, item.booking.cancelledDates, request.specialDays).flatMap(
          (date) => occurrenceOn(date, item, slotFrames, request) ?? [],
        ),
      )
      // Of what was changed behind our back nothing is placed, and nothing is promised that was not before.
      .filter(({ item }) => !request.altered.has(item.booking.id))
      .filter(
        (occurrence) =>
          !isOver(occurrence, occurrence.item.booking.createdAt) &&
          occurrence.frame.window.from >= request.now - DAY_MS,
      )
  );
}

/** Whether the booking is to sound at all, by its state. */
export function isOpen({ booking }: BookedItem): boolean {
  return booking.state === 'proposed' || booking.state === 'approved' || booking.state === 'finished';
}

/** Whether nobody is there to play it. */
export function hasNoPoles({ item }: Occurrence): boolean {
  return item.controllerIds.length === 0;
}

/** Whether its exact time, or its whole slot, has gone by. */
export function isOver({ anchoredAt, frame }: Occurrence, at: Instant): boolean {
  return (anchoredAt ?? frame.window.to) <= at;
}

/** How long so many repeats take, with the silence between them. */
export function lengthOfRepeats(count: number, durationMs: number, gapMs: number): number {
  return count * (durationMs + gapMs) - gapMs;
}

/** Who chooses first: the heavier class, inside it the lower precedence, then who asked first. */
export function byPrecedence(a: BookedItem, b: BookedItem): number {
  return byDecision(a, b) || a.booking.createdAt - b.booking.createdAt || (a.booking.id < b.booking.id ? -1 : 1);
}

/** The part of the order that people decided, by class and precedence; 0 when they left it open. */
export function byDecision(a: BookedItem, b: BookedItem): number {
  return weightOf(b.messageClass) - weightOf(a.messageClass) || a.booking.precedence - b.booking.precedence;
}

/** From yesterday, whose last slot may reach over midnight, to the horizon, and as far as was ever planned. */
function datesToPlan({ now, timeZone, limits, existingRundowns }: PlanRequest): DateWindow {
  const today = localDateOf(now, timeZone);
  const last = existingRundowns.reduce(
    (latest, { localDate }) => (localDate > latest ? localDate : latest),
    addDays(today, limits.horizonDays),
  );
  return { from: addDays(today, -1), before: addDays(last, 1) };
}

type SlotFrames = ReadonlyMap<LocalDate, readonly RundownFrame[]>;

function framesOfSlots(request: PlanRequest, dates: DateWindow): SlotFrames {
  const slots = [...request.slots].sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  const frames = new Map<LocalDate, readonly RundownFrame[]>();
  for (let date = addDays(dates.from, -1); date < dates.before; date = addDays(date, 1)) {
    frames.set(
      date,
      slots.map((slot) => frameOfSlot(slot, date, request)),
    );
  }
  return frames;
}

function frameOfSlot(slot: Slot, localDate: LocalDate, { idOf, zoneId, timeZone }: PlanRequest): RundownFrame {
  return {
    id: idOf('rundown', zoneId, slot.id, localDate),
    slotKey: slot.id,
    slotName: slot.name,
    localDate,
    window: windowOn(slot, localDate, timeZone),
  };
}

/** Undefined when the slot is gone, or when the next free minute was not chosen yet. */
function occurrenceOn(
  localDate: LocalDate,
  item: BookedItem,
  slotFrames: SlotFrames,
  request: PlanRequest,
): Occurrence | undefined {
  const { booking, sounds } = item;
  const { idOf, zoneId, timeZone, broadcastLimits } = request;
  const durationMs = sounds.reduce((sum, sound) => sum + sound.durationMs, 0);
  if (!(durationMs > 0)) throw new Error(`booking ${booking.id} has no sound`);
  const airingIds = Array.from({ length: booking.repeats }, (_, repeat) =>
    idOf('airing', booking.id, zoneId, localDate, 0, repeat),
  );
  const known = { item, localDate, durationMs, airingIds };
  if (booking.start.kind === 'slot') {
    const { slotId } = booking.start;
    const frame = slotFrames.get(localDate)?.find(({ slotKey }) => slotKey === slotId);
    return frame && { ...known, frame, anchoredAt: null };
  }
  const anchoredAt =
    booking.start.kind === 'soonest' ? booking.soonestAt : instantOf(localDate, booking.start.at, timeZone);
  if (anchoredAt === null) return undefined;
  if (!Number.isSafeInteger(anchoredAt)) throw new Error(`booking ${booking.id} has no start`);
  const at = booking.start.kind === 'soonest' ? wallTimeOf(anchoredAt, timeZone) : fullWallTime(booking.start.at);
  const window = {
    from: anchoredAt,
    to: anchoredAt + lengthOfRepeats(booking.repeats, durationMs, broadcastLimits.minGapMs),
  };
  const frame = frameHolding(anchoredAt, localDate, slotFrames) ?? frameOfExact(at, localDate, window, request);
  return { ...known, frame, anchoredAt };
}

/** The rundown of the slot in which the instant lies; that slot may have begun the day before. */
function frameHolding(instant: Instant, localDate: LocalDate, slotFrames: SlotFrames): RundownFrame | undefined {
  return [addDays(localDate, -1), localDate]
    .flatMap((date) => slotFrames.get(date) ?? [])
    .find(({ window }) => window.from <= instant && instant < window.to);
}

function frameOfExact(
  at: WallTime,
  localDate: LocalDate,
  window: Interval,
  { idOf, zoneId }: PlanRequest,
): RundownFrame {
  const slotKey = `at-${at}`;
  return { id: idOf('rundown', zoneId, slotKey, localDate), slotKey, slotName: at, localDate, window };
}
