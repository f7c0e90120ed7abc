// How poles are doing: when they came and went, what they last said of themselves, and whose alerts are silenced.
import type { Instant, OrderReach, PoleMute, PoleReport, PresenceChange } from '#domain';

export interface PoleReads {
  /** From that instant on, oldest first. */
  presenceSince(communeId: string, since: Instant): Promise<readonly PresenceChange[]>;
  /** Departures that nobody was told about, oldest first; the pole may be back. */
  untoldAbsences(communeId: string): Promise<readonly PresenceChange[]>;
  /** The last reports of these devices, those that sent one. */
  reportsOf(deviceIds: readonly string[]): Promise<readonly PoleReport[]>;
  /** The last report of every device that sent one. */
  reports(communeId: string): Promise<readonly PoleReport[]>;
  /** How many are connected, and the worst clock of those among them that reported. */
  reach(communeId: string): Promise<OrderReach>;
  /** Those in force. */
  mutes(communeId: string, now: Instant): Promise<readonly PoleMute[]>;
}

export interface PoleStore extends PoleReads {
  /** Inserts, or replaces what is known of that pole and instant. */
  putPresence(changes: readonly PresenceChange[]): Promise<void>;
  /** Each replaces the report before it. */
  putReports(reports: readonly PoleReport[]): Promise<void>;
  /** Replaces the mute before it; one whose time is over mutes nothing. */
  putMute(mute: PoleMute): Promise<void>;
}
