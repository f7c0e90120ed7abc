// What a plan is made from and what comes out: everything that decides what one zone will play, as one value.
import type { Airing, Rundown, StopOrder } from '../air/air';
import type { Booking } from '../bookings/booking';
import type { MessageClass } from '../announcements/message-class';
import type { Slot } from '../places/places';
import type { BroadcastLimits } from '../places/rules';
import type { SpecialDay } from '../calendar/special-days';
import type { Instant, Interval, TimeZone } from '../calendar/time';
import type { DailyWindow } from '../calendar/daily-window';
import type { SoundRef } from '../recordings/sound';

/** A booking with what the planner needs to know of its announcement, for one zone. */
export interface BookedItem {
  readonly booking: Booking;
  readonly announcementId: string;
  readonly title: string;
  readonly messageClass: MessageClass;
  /** The renditions this zone hears, in order; their sum is the length of the item. */
  readonly sounds: readonly SoundRef[];
  /** The booking's controllers that stand in this zone. */
  readonly controllerIds: readonly string[];
}

/** Times that a plan respects, all in milliseconds. */
export interface PlanLimits {
  /** Entries that start within this time are frozen (the show lock). */
  readonly lockMs: number;
  /** What is added later than this before its start cannot reach the poles any more. */
  readonly leadMs: number;
  /** How far ahead airings are made, in days. */
  readonly horizonDays: number;
}

/** An airing that devices report as cut short by an emergency, and the controllers that do. */
export interface Interruption {
  readonly airingId: string;
  readonly controllerIds: readonly string[];
}

/** When an emergency holds the air of the zone: from its first sound to its end, the silence between its repeats included. */
interface EmergencyHold extends Interval {
  readonly title: string;
}

/** Everything that decides what one zone will play. */
export interface PlanRequest {
  readonly communeId: string;
  readonly villageId: string;
  readonly zoneId: string;
  readonly timeZone: TimeZone;
  readonly quietHours: readonly DailyWindow[];
  /** How much may sound here, the strictest of commune and village. */
  readonly broadcastLimits: BroadcastLimits;
  /** Those of the commune. */
  readonly specialDays: readonly SpecialDay[];
  readonly slots: readonly Slot[];
  readonly items: readonly BookedItem[];
  /** The controllers that stand in the zone. None is a state like any other: what is due there stays silent, with that reason. */
  readonly standing: readonly string[];
  /** Bookings that cannot be planned: what was planned of them stays as it is, and nothing is added. */
  readonly setAside: readonly string[];
  /** Approved bookings that are not what was approved, and what was planned but is not what its booking says: none of that sounds. */
  readonly altered: ReadonlySet<string>;
  readonly opening: SoundRef | null;
  readonly closing: SoundRef | null;
  /** What was planned before, from the day before `now` on. */
  readonly existing: readonly Airing[];
  readonly existingRundowns: readonly Rundown[];
  /** Those of them of which every pole has said how it ended. */
  readonly endedIds: ReadonlySet<string>;
  /** Orders that are in force or will be. */
  readonly stops: readonly StopOrder[];
  /** When emergencies hold the air of this zone, those of the last day included. */
  readonly emergencies: readonly EmergencyHold[];
  /** What they cut short, as devices report it. */
  readonly interruptions: readonly Interruption[];
  readonly now: Instant;
  readonly limits: PlanLimits;
  /** Makes ids from their parts; equal parts give equal ids. */
  readonly idOf: (...parts: readonly (string | number)[]) => string;
}

/** The whole plan of the zone from `now` to the horizon: also what was planned and is now cancelled or dropped, with the reason. */
export interface ZonePlan {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
}

/** One zone as it was asked for and as it was planned. */
export interface PlannedZone {
  readonly request: PlanRequest;
  readonly plan: ZonePlan;
}
