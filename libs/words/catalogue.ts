// What the catalogue of one language holds. The compiler refuses a missing and a surplus word; `{name}` in a text is a place to fill.
import type {
  AiringKind,
  AiringReason,
  AnnouncementState,
  Anomaly,
  ApprovalBasis,
  BookedStart,
  BookingConflict,
  BookingState,
  ChainFaultKind,
  CheckedInvariant,
  KeptDecision,
  ConfirmationAnswer,
  EmergencyDecision,
  EventKind,
  MessageClass,
  MomentCode,
  NoticeKind,
  Outlook,
  PlaybackState,
  ProblemCode,
  RecordFault,
  RecordingState,
  RecordKind,
  Recurrence,
  Role,
  StartRule,
  WhyCode,
  WhyPoleCode,
  WhyState,
  WhyStep,
} from '#domain';
import type { ScreenWords } from './screens';

/** Why a device did not play to the end, as it says so in its receipts. */
type DeviceReason =
  | 'clock-unattested'
  | 'clock-unsure'
  | 'lease-ended'
  | 'no-settings'
  | 'sound-not-ready'
  | 'horn-busy'
  | 'device-off'
  | 'clock-moved'
  | 'device-restarted'
  | 'start-passed'
  | 'stopped'
  | 'cancelled'
  | 'quiet-hours'
  | 'rundown-cap'
  | 'day-cap'
  | 'least-silence'
  | 'emergency'
  | 'pre-empted'
  | 'air-taken'
  | 'no-evidence'
  | 'after-cancel';

/** What was refused: a short title, then what happened, what is safe, and what to do. */
export interface ProblemText {
  readonly title: string;
  /** A sentence whose places cannot be filled is left out. */
  readonly detail: string;
}

/** What stands in the way of a booking, one sentence for each kind. */
type ConflictWords = Readonly<Record<BookingConflict['kind'], string>> & {
  /** Before the list of other times that would do. */
  readonly waysOut: string;
  /** In place of the times of one item, when they cannot be worked out now. */
  readonly notForecast: string;
};

/** What giving the order of an emergency would do, sentence by sentence. */
interface ConsequenceWords {
  readonly reach: string;
  readonly reachPeople: string;
  readonly fullVolume: string;
  readonly volume: string;
  readonly repeats: string;
  readonly offline: string;
  readonly offlineMore: string;
  readonly interrupts: string;
  readonly stopped: string;
  readonly language: string;
}

/** "What will sound tonight", told line by line. */
export interface TonightWords {
  readonly heading: string;
  readonly nothing: string;
  /** Of what keeps failing to be planned. */
  readonly unplanned: string;
  readonly startRules: Readonly<Record<StartRule, string>>;
  readonly behind: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly held: string;
  readonly notOnAir: string;
  readonly kinds: Readonly<Record<Exclude<AiringKind, 'item'>, string>>;
  readonly anomalies: Readonly<Record<Anomaly['kind'], string>>;
}

/** How certain a cancel is. */
interface TakingOffWords {
  /** Poles that are there and will hear of it in a moment. */
  readonly beingTold: string;
  /** Poles that are away. */
  readonly mayStillBegin: string;
}

/** The message after each slot. */
export interface SlotSummaryWords {
  readonly allPlayed: string;
  readonly somePlayed: string;
  readonly trouble: string;
  /** Instead of a state, while no evidence came. */
  readonly noWord: string;
}

/** The reason chain of an airing, link by link. */
export interface WhyWords {
  readonly steps: Readonly<Record<WhyStep, string>>;
  readonly states: Readonly<Record<WhyState, string>>;
  readonly links: Readonly<Record<WhyCode, string>>;
  readonly poles: Readonly<Record<WhyPoleCode, string>>;
  /** A pole that is away, where nobody knows since when. */
  readonly offlineUnknown: string;
  readonly bases: Readonly<Record<ApprovalBasis | EmergencyDecision, string>>;
  readonly starts: Readonly<Record<BookedStart['kind'], string>>;
  readonly recurrence: Readonly<Record<Recurrence['kind'] | 'lastDay', string>>;
  /** What a village hears at an instant, or why it hears nothing. */
  readonly nothing: Readonly<Record<MomentCode, string>>;
  readonly nearest: string;
}

/** What people should know before they approve. */
interface WarningWords {
  readonly languageMissing: string;
  readonly noPoles: string;
}

/** Words of the page at `/`. */
export interface BoardWords {
  readonly product: string;
  readonly live: string;
  readonly demoClock: string;
  readonly allWell: string;
  readonly someTrouble: string;
  readonly someOffline: string;
  readonly nothingPlanned: string;
  readonly stopInForce: string;
  readonly stopInZones: string;
  readonly households: string;
  readonly polesOnline: string;
  readonly noPoles: string;
  readonly next: string;
  readonly onAir: string;
  readonly last: string;
  readonly noNext: string;
  readonly noLast: string;
  readonly noWordYet: string;
  readonly confirmed: string;
  readonly readyCount: string;
  readonly recent: string;
  readonly andOthers: string;
  readonly signInLink: string;
  readonly nothingYet: string;
  readonly noCommune: string;
  readonly because: string;
  readonly signOut: string;
  readonly apiDocs: string;
  readonly toWork: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
}

/** Words of the sign-in page. */
export interface SignInWords {
  readonly title: string;
  readonly login: string;
  readonly password: string;
  readonly submit: string;
  readonly lost: string;
}

/** Words of the page that explains one problem code. */
export interface ProblemPageWords {
  readonly heading: string;
  readonly status: string;
  readonly code: string;
  /** The number under which the log knows the request. */
  readonly trace: string;
}

/** What is said about a verified event log. */
interface AuditWords {
  readonly intact: string;
  readonly older: string;
  readonly sealed: string;
  readonly unsealed: string;
  readonly neverSealed: string;
  readonly keptOutside: string;
  readonly firstBadRow: string;
  readonly faults: Readonly<Record<ChainFaultKind, string>>;
  readonly unbacked: Readonly<Record<KeptDecision['subject'], string>>;
  /** What beginning anew has done, or why there is nothing to begin. */
  /** Signatures by a key that is gone. */
  readonly unproven: string;
  readonly begun: string;
  readonly nothingToBegin: string;
  readonly contradicted: Readonly<Record<RecordFault['fault'], string>>;
  readonly records: Readonly<Record<RecordKind, string>>;
}

/** Headings of the tables of a month's report. */
export interface ReportTableWords {
  readonly village: string;
  readonly households: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly secondsIn: string;
  readonly due: string;
  readonly played: string;
  readonly interrupted: string;
  readonly missed: string;
  readonly unconfirmed: string;
  readonly begun: string;
  readonly onTime: string;
  readonly asked: string;
  readonly answered: string;
  readonly total: string;
  readonly day: string;
  readonly slot: string;
  readonly titles: string;
  readonly state: string;
  readonly reason: string;
  readonly poles: string;
}

/** Headings of the exported event log. */
export interface AuditTableWords {
  readonly number: string;
  readonly at: string;
  readonly kind: string;
  readonly what: string;
  readonly actor: string;
  readonly subject: string;
  readonly details: string;
  readonly hash: string;
}

/** What the check of an installation says. */
interface DoctorWords {
  readonly heading: string;
  readonly holds: string;
  readonly broken: string;
  readonly more: string;
  /** Nothing wrote down what truly sounded. */
  readonly noAirLog: string;
  readonly decodingHolds: string;
  readonly decodingOpen: string;
  readonly sentences: Readonly<Record<CheckedInvariant, string>>;
}

/** Everything that can be said in one language. */
export interface Catalogue {
  readonly problems: Readonly<Record<ProblemCode, ProblemText>>;
  /** What is safe after a fault of ours: part of a sentence about it. */
  readonly safe: { readonly notSaved: string; readonly kept: string };
  readonly recordingStates: Readonly<Record<RecordingState, string>>;
  readonly announcementStates: Readonly<Record<AnnouncementState, string>>;
  readonly bookingStates: Readonly<Record<BookingState, string>>;
  readonly playbackStates: Readonly<Record<PlaybackState, string>>;
  readonly airingReasons: Readonly<Record<AiringReason, string>>;
  readonly deviceReasons: Readonly<Record<DeviceReason, string>>;
  readonly outlooks: Readonly<Record<Outlook, string>>;
  readonly messageClasses: Readonly<Record<MessageClass, string>>;
  readonly confirmationAnswers: Readonly<Record<ConfirmationAnswer, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly events: Readonly<Record<EventKind, string>>;
  readonly notices: Readonly<Record<Exclude<NoticeKind, 'slot-summary'>, string>>;
  readonly audit: AuditWords;
  readonly doctor: DoctorWords;
  readonly reportTables: ReportTableWords;
  readonly auditTable: AuditTableWords;
  readonly conflicts: ConflictWords;
  readonly warnings: WarningWords;
  /** Over every drill. */
  readonly exercise: string;
  /** Languages spoken in villages, which the browser's own lists do not name; by BCP 47 tag. */
  readonly spoken: Readonly<Record<string, string>>;
  /** What giving the order of an emergency would do. */
  readonly consequence: ConsequenceWords;
  readonly takingOff: TakingOffWords;
  readonly tonight: TonightWords;
  readonly slotSummary: SlotSummaryWords;
  readonly why: WhyWords;
  readonly board: BoardWords;
  readonly signIn: SignInWords;
  readonly problemPage: ProblemPageWords;
  readonly screens: ScreenWords;
}
