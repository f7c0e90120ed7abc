// The tree of places: commune > village > zone > controller, and the box (device) that serves a controller for a time.
import type { MapPosition } from './pole';
import type { CommuneRules, BroadcastLimits } from './rules';
import type { Instant, TimeZone, WallTime } from '../calendar/time';
import type { DailyWindow } from '../calendar/daily-window';

/** Who may approve, besides never the author or last editor. */
export type ApproverRule = 'leader' | 'operator';

export interface Commune {
  readonly id: string;
  readonly name: string;
  readonly province: string;
  /** Whom a village rings up when it cannot go on: the commune's broadcasting officer. Null: not entered yet. */
  readonly phone: string | null;
  readonly timeZone: TimeZone;
  readonly approverRule: ApproverRule;
  /** Hours without sound, unless a village answers for itself. */
  readonly quietHours: readonly DailyWindow[];
  /** Rises after a restore, so that devices can tell old programmes from new ones. */
  readonly epoch: number;
  /** Announcements that open and close every rundown; they sound only while they are approved. Null: none. */
  readonly openingAnnouncementId: string | null;
  readonly closingAnnouncementId: string | null;
  /** What the commune decided about its air beyond the hours. */
  readonly rules: CommuneRules;
  /** Rises with every edit. */
  readonly revision: number;
}

export const VILLAGE_LABELS = ['thôn', 'bản', 'khu phố'] as const;
/** What the people there call their village. */
export type VillageLabel = (typeof VILLAGE_LABELS)[number];

/** A place that can be edited and, one day, is no more. What happened there stays. */
export interface Editable {
  /** Rises with every edit. */
  readonly revision: number;
  /** Null: it stands. */
  readonly retiredAt: Instant | null;
}

export interface Village extends Editable {
  readonly id: string;
  readonly communeId: string;
  readonly name: string;
  readonly label: VillageLabel;
  readonly households: number;
  /** BCP 47 tags, the main language first. */
  readonly languages: readonly string[];
  /** Null: the commune's hours hold. */
  readonly quietHours: readonly DailyWindow[] | null;
  /** Limits of its own, on top of the commune's; of two the strictest holds. Null: the commune's alone. */
  readonly limits: Partial<BroadcastLimits> | null;
  /** Who lives there. Null: nobody counted them. */
  readonly people: number | null;
}

/** The controllers of (a part of) one village. Zones partition the controllers. */
export interface Zone extends Editable {
  readonly id: string;
  readonly communeId: string;
  readonly villageId: string;
  readonly name: string;
}

/** A place on a pole with horns. It outlives the box that serves it. */
export interface Controller extends Editable {
  readonly id: string;
  readonly communeId: string;
  readonly zoneId: string;
  readonly name: string;
  readonly volumePercent: number;
  /** Names the pole to everybody who stands below it, as a QR code on its label; it never changes and cannot be guessed. */
  readonly publicCode: string;
  /** Where it stands on the commune's drawing. Null: nobody said. */
  readonly position: MapPosition | null;
}

/** The enrolled box with its key. A controller has at most one device that is not retired. */
export interface Device {
  readonly id: string;
  readonly communeId: string;
  readonly controllerId: string;
  /** Ed25519 public key, base64 of the raw 32 bytes. */
  readonly publicKey: string;
  /** SHA-256 of the secret it uses towards broker and media. */
  readonly credentialHash: string;
  readonly enrolledAt: Instant;
  readonly retiredAt: Instant | null;
  readonly online: boolean;
  readonly lastSeenAt: Instant | null;
  /** The newest programme the device said it has. Null: none yet. */
  readonly programme: { readonly epoch: number; readonly version: number } | null;
}

/** A one-time code that lets a box become the device of one controller. */
export interface EnrolmentCode {
  readonly id: string;
  readonly communeId: string;
  readonly controllerId: string;
  readonly codeHash: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  /** Who made it, and lets it go when they are let out. Null: nobody of the commune. */
  readonly issuedBy: string | null;
}

/** A named daily window of the commune in which rundowns go on air. */
export interface Slot extends Editable {
  readonly id: string;
  readonly communeId: string;
  readonly name: string;
  readonly from: WallTime;
  readonly to: WallTime;
}
