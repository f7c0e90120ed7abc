// What the events about the air say: plans, what sounds and what does not, stops, emergencies, drills.
import type { AiringReason, ConfirmationAnswer, Playback } from '../air/air';
import type { Instant, LocalDate } from '../calendar/time';
import type { Emergency, EmergencyAsked, EmergencyBasis } from '../emergencies/emergency';
import type { SlotSummary, SlotTrouble } from '../evidence/slot-summary';
import type { PlanFailure } from '../planning/plan-failure';
import type { WayIn } from '../people/way-in';
import type { BookingAsked } from './announcement-events';
import type { Nothing } from './event-parts';

interface Dropped {
  readonly zoneId: string;
  readonly bookingId: string | null;
  readonly reason: AiringReason | null;
  readonly startsAt: Instant;
}

/** One playback, which the event is about. Written down so until many were written down together. */
type OnAPole = Pick<Playback, 'state' | 'controllerId' | 'rundownId' | 'reason'>;

/** Each of these airings on each of these poles came to the same. */
export interface ChangeOnPoles extends Pick<Playback, 'state' | 'reason'> {
  readonly airingIds: readonly string[];
  readonly controllerIds: readonly string[];
}

/** Playbacks that changed together; the event is about the commune. */
interface OnPoles {
  readonly changes: readonly ChangeOnPoles[];
  /** The boxes that said so; nobody when they changed because nothing was said. */
  readonly deviceIds: readonly string[];
}

/** A village's word about a broadcast, or about one item of it. */
interface Word {
  readonly villageId: string;
  readonly slotKey: string;
  readonly localDate: LocalDate;
  readonly airingId: string | null;
  readonly answer: ConfirmationAnswer;
  readonly note: string;
  /** As in `Confirmation`; absent in what was said before this was kept. */
  readonly since?: Instant;
  /** How whoever said it had come in; absent in what was said before this was kept. */
  readonly saidBy?: WayIn;
}

/** An order that nobody heard, and what went wrong. */
interface Unheard {
  readonly why: string;
}

export interface AirEvents {
  'airing.dropped': Dropped;
  'airing.interrupted': Dropped;
  /** Poles played it, or were to, by a programme that an older database knows nothing of; it is off the air there. */
  'airing.unknown': {
    readonly title: string;
    readonly startsAt: Instant;
    readonly sounded: boolean;
    readonly controllerIds: readonly string[];
  };
  'programme.issued': { readonly version: number; readonly entries: number; readonly cancelled: number };
  'plan.failing': Pick<PlanFailure, 'part' | 'since' | 'times' | 'reason'>;
  'plan.healed': Pick<PlanFailure, 'part' | 'since' | 'times' | 'reason'>;
  'playback.changed': OnAPole | OnPoles;
  'playback.after-cancel': OnAPole & Pick<Playback, 'startedAt' | 'cancelledAt'>;
  'retraction.ordered': {
    readonly announcementId: string;
    readonly bookingId: string | null;
    readonly reason: string;
    /** The bookings that it ended. */
    readonly cancelled: readonly string[];
  };
  'resend.proposed': {
    readonly resendOf: string;
    readonly date: LocalDate;
    readonly controllerIds: readonly string[];
  };
  'village-notice.aired': {
    readonly announcementId: string;
    readonly villageId: string;
    readonly title: string;
    readonly soonestAt: Instant | null;
    readonly digest: string;
    /** Absent in what was said before this was kept. */
    readonly asked?: BookingAsked;
  };
  'rundown.confirmed': Word;
  'rundown.word-withdrawn': Word;
  'trouble.settled': {
    readonly rundownId: string;
    readonly slotKey: string;
    readonly localDate: LocalDate;
    readonly note: string;
  };
  'slot.summed-up': Omit<SlotSummary, 'troubles'> & {
    /** `village`: its name. */
    readonly troubles: readonly (SlotTrouble & { readonly village: string })[];
  };
}

/** `zoneIds` null: the whole commune. */
interface Silenced {
  readonly zoneIds: readonly string[] | null;
  readonly until: Instant;
  readonly reason: string;
}

export interface StopEvents {
  'stop.ordered': Silenced;
  'village.muted': Silenced;
  'stop.lifted': Nothing;
  'stop.unpublished': Unheard & Partial<Exercise>;
}

interface Titled {
  readonly title: string;
}

export interface EmergencyEvents {
  'emergency.requested': Titled & { readonly reason: string } & Partial<EmergencyAsked>;
  'emergency.confirmed': Titled;
  'emergency.withdrawn': Titled & { readonly isOver?: true };
  'emergency.expired': Titled;
  /** A request about the same as another one, of which somebody said that it is over. */
  'emergency.closed': Titled & { readonly overWith: string };
  /** `playsSha256`: of what it sounds and where; absent in what was said before this was kept. */
  'emergency.started': Titled & { readonly playsSha256?: string } & (
      | (Pick<Emergency, 'startsAt' | 'endsAt' | 'zoneIds' | 'reason'> & { readonly basis: EmergencyBasis })
      | { readonly allClearOf: string }
    );
  /** By a person, at its planned end, or in the zones where another took its place. */
  'emergency.ended': Titled &
    (
      | { readonly allClear: boolean }
      | { readonly ranOut: true }
      | { readonly zoneIds: readonly string[]; readonly gaveWayTo: string }
    );
  'emergency.unpublished': Unheard;
  'emergency-template.set': {
    readonly name: string;
    readonly announcementId: string;
    readonly allClearAnnouncementId: string | null;
    readonly villageIds: readonly string[];
  };
  'emergency-template.removed': { readonly name: string };
}

interface Exercise {
  readonly exercise: true;
  readonly title: string;
  readonly zoneIds: readonly string[];
  readonly startsAt: Instant;
  readonly reason: string;
}

export interface DrillEvents {
  'drill.ordered': Exercise;
  'drill.cancelled': Exercise;
  'drill.began': Exercise;
  'drill.finished': Exercise;
  'drill.expired': Exercise;
  'self-test.begun': { readonly controllers: number };
  'self-test.ended': { readonly controllers: number; readonly passed: number };
}
