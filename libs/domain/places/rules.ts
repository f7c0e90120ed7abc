// What a commune decides about its air beyond the hours: how much sounds, how loud, who may go on air alone, who is reminded.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/time';
import type { DailyWindow } from '../calendar/daily-window';
import type { KeepingRule } from './keeping';

/** The loudest that horns may be in a stretch of the day. Bands may overlap: the quietest holds. */
export interface VolumeBand extends DailyWindow {
  readonly maxPercent: number;
}

/** How much may sound. Counted are items on air, not opening and closing; an emergency is not counted and not held back. */
export interface BroadcastLimits {
  /** Most sound of one rundown, in milliseconds. */
  readonly maxRundownMs: number;
  /** Most sound of one zone on one local day, in milliseconds. */
  readonly maxDayMs: number;
  /** Least silence between two entries, in milliseconds. */
  readonly minGapMs: number;
  readonly volumeBands: readonly VolumeBand[];
}

/** The right of a village head to put a short notice on air alone, in the own village. */
export interface VillageNoticeRule {
  readonly allowed: boolean;
  readonly maxDurationMs: number;
  /** The only hours for it; quiet hours hold besides. */
  readonly windows: readonly DailyWindow[];
}

/** Rules that a commune can change at any time. */
export interface CommuneRules {
  readonly limits: BroadcastLimits;
  /** Volume of an emergency, whatever the bands say. */
  readonly emergencyVolumePercent: number;
  /** What waits longer than this for an approval is brought before everybody who may approve. */
  readonly escalateAfterMs: number;
  readonly villageNotices: VillageNoticeRule;
  /** Announcements that say before and after a drill that it is one. A drill without both is refused. */
  readonly drill: { readonly openingAnnouncementId: string | null; readonly closingAnnouncementId: string | null };
  /** Wall time of the nightly silent self-test of every controller; null: none. */
  readonly selfTestAt: string | null;
  /** How long the bytes of recordings are kept. */
  readonly keeping: KeepingRule;
  /** Whether people with a weighty role must have a second factor. Absent in rules from before there was one: they need none. */
  readonly secondFactorRequired?: boolean;
}

/** What holds until the commune decides otherwise: 45 minutes a rundown, 90 a day. */
export const DEFAULT_RULES: CommuneRules = {
  limits: { maxRundownMs: 45 * MINUTE_MS, maxDayMs: 90 * MINUTE_MS, minGapMs: 2 * SECOND_MS, volumeBands: [] },
  emergencyVolumePercent: 100,
  escalateAfterMs: 4 * HOUR_MS,
  villageNotices: { allowed: true, maxDurationMs: 3 * MINUTE_MS, windows: [{ from: '05:00', to: '21:00' }] },
  drill: { openingAnnouncementId: null, closingAnnouncementId: null },
  selfTestAt: '02:30',
  keeping: { unusedDays: 180, playedDays: 730 },
  secondFactorRequired: false,
};
