// What the leader's page on the phone shows.
import type { EmergencyLive, ApprovalCard, WaitingView } from '#application';
import type { Commune, StopOrder } from '#domain';
import type { ProblemText } from '#words';
import type { Preferences } from '../preferences';

/** One thing that waits, with its conflicts and warnings in words. */
export interface LeaderCard extends ApprovalCard {
  readonly conflictTexts: readonly string[];
  readonly warningTexts: readonly string[];
  /** Two priorities meet, and this approval has to say which goes first. */
  readonly asksOrder: boolean;
}

/** What was done by the last form, to be said on top. */
export const LEADER_NEWS = [
  'approved',
  'returned',
  'confirmed',
  'rejected',
  'endedNow',
  'stopped',
  'lifted',
  'agreed',
  'objected',
] as const;
export type LeaderNews = (typeof LEADER_NEWS)[number];

/** What a form must say before anything is done. */
export type LeaderNeed = 'needHeard' | 'needReason' | 'wrongWord';

export interface LeaderPage {
  readonly preferences: Preferences;
  readonly personId: string;
  readonly name: string;
  readonly commune: Commune;
  readonly now: number;
  readonly cards: readonly LeaderCard[];
  readonly emergencies: readonly EmergencyLive[];
  readonly secondFor: readonly WaitingView[];
  readonly stops: readonly StopOrder[];
  readonly notices: readonly { readonly id: string; readonly at: number; readonly text: string }[];
  readonly mayOrder: boolean;
  readonly mayStop: boolean;
  readonly news?: LeaderNews | undefined;
  /** What was refused or is still needed, beside the thing it is about. */
  readonly refusal?: { readonly about: string; readonly said: ProblemText | LeaderNeed } | undefined;
}
