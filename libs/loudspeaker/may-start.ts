// The one decision of the device: may this sound start at this instant? Pure, so that the table of its spec is the rule book.
import { lastStartOf, type CapOverrun, type Instant } from '#domain';
import type { EmergencyTime, StopEntry } from '#protocol';
import type { Fate } from './journal';
import type { AirEntry } from './own-playbacks';

/** Everything the decision depends on. */
export interface StartQuestion {
  readonly entry: AirEntry;
  readonly controllerId: string;
  /** When the sound would begin: now, or `startsAt` when that is still to come. */
  readonly at: Instant;
  /** How sure `at` is. */
  readonly clock: 'sure' | 'unsure' | 'unattested';
  readonly uncertaintyMs: number;
  readonly fate: Fate;
  /** Undefined: a journal whose beginning is not known yet. */
  readonly remembersFrom: Instant | undefined;
  readonly bootedAt: Instant;
  /** The earliest that this was by any time that the server attested; undefined: it never attested one. */
  readonly onSince: Instant | undefined;
  readonly leaseUntil: Instant;
  readonly cancelledAiringIds: ReadonlySet<string>;
  readonly stops: readonly StopEntry[];
  readonly emergencies: readonly EmergencyTime[];
  /** Undefined: no settings were received yet, so neither the quiet hours nor the caps are known. */
  readonly quiet: boolean | undefined;
  /** The cap of rundown or day that it would break, beside what really sounded. */
  readonly capBroken: CapOverrun['cap'] | undefined;
  /** It is a drill, and something real stands where it would sound. */
  readonly inTheWay: boolean;
  /** End of the least silence after the last sound; undefined: nothing has to be waited for. */
  readonly silentUntil: Instant | undefined;
  readonly soundsReady: boolean;
  /** Why it has been waiting, when it has. */
  readonly waitedFor: WaitReason | undefined;
}

/** What may still change before the window closes; if it does not, this is why the sound was missed. */
export type WaitReason =
  | 'clock-unattested'
  | 'clock-unsure'
  | 'lease-ended'
  | 'no-settings'
  | 'sound-not-ready'
  | 'horn-busy'
  | 'least-silence'
  | 'emergency';

/** `nothing`: it is not ours to say a word about. */
export type Verdict =
  | { readonly kind: 'start' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  | { readonly kind: 'miss'; readonly reason: WaitReason | 'device-off' | 'clock-moved' | 'start-passed' }
  | { readonly kind: 'refuse'; readonly reason: 'stopped' | 'quiet-hours' | 'air-taken' | CapOverrun['cap'] };

/** So much of the least silence may be missing: a timer that rings a little late must not delay the rest of a rundown. */
const SILENCE_TOLERANCE_MS = 250;

/** Decides about one entry of the programme. */
export function mayStart(question: StartQuestion): Verdict {
  const { entry, at, clock } = question;
  if (!entry.controllerIds.includes(question.controllerId) || question.fate !== 'none') return { kind: 'nothing' };
  if (question.cancelledAiringIds.has(entry.airingId)) return { kind: 'nothing' };
  // It may have sounded in a life that we no longer remember.
  if (question.remembersFrom === undefined || entry.startsAt < question.remembersFrom) return { kind: 'nothing' };

  const closesAt = lastStartOf(entry);
  if (at - (clock === 'sure' ? 0 : question.uncertaintyMs) > closesAt) {
    return { kind: 'miss', reason: whyMissed(question, closesAt) };
  }
  if (clock !== 'sure') return { kind: 'wait', reason: clock === 'unsure' ? 'clock-unsure' : 'clock-unattested' };
  if (question.quiet === undefined) return { kind: 'wait', reason: 'no-settings' };
  if (question.stops.some((stop) => silences(stop, entry, at) || silences(stop, entry, entry.startsAt))) {
    return { kind: 'refuse', reason: 'stopped' };
  }
  if (entry.messageClass !== 'emergency') {
    if (question.quiet) return { kind: 'refuse', reason: 'quiet-hours' };
    if (question.inTheWay) return { kind: 'refuse', reason: 'air-taken' };
    if (question.capBroken) return { kind: 'refuse', reason: question.capBroken };
    if (at > question.leaseUntil) return { kind: 'wait', reason: 'lease-ended' };
    if (givesWay(entry, question.emergencies, at)) return { kind: 'wait', reason: 'emergency' };
  }
  if (!question.soundsReady) return { kind: 'wait', reason: 'sound-not-ready' };
  if (!silentEnough(question.silentUntil, closesAt)) return { kind: 'wait', reason: 'least-silence' };
  return { kind: 'start' };
}

/** A box that was on by the time of before, and was not by that of now, had its time moved over the window. */
function whyMissed({ bootedAt, onSince, waitedFor }: StartQuestion, closesAt: Instant) {
  if (bootedAt <= closesAt) return waitedFor ?? 'start-passed';
  return onSince !== undefined && onSince <= closesAt ? 'clock-moved' : 'device-off';
}

/** Whether there has been silence enough by that instant. */
export function silentEnough(silentUntil: Instant | undefined, at: Instant): boolean {
  return silentUntil === undefined || at >= silentUntil - SILENCE_TOLERANCE_MS;
}

/** Whether the stop silences this entry at this instant. */
export function silences(stop: StopEntry, { messageClass }: AirEntry, at: Instant): boolean {
  return stop.from <= at && at < stop.until && !(stop.sparesEmergency && messageClass === 'emergency');
}

/** Whether an emergency holds the air at this instant, so that this entry may not begin. */
export function givesWay({ messageClass }: AirEntry, emergencies: readonly EmergencyTime[], at: Instant): boolean {
  return messageClass !== 'emergency' && emergencies.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
}
