// An announcement: one or more language versions and a message class. It is what gets approved.
import type { Lifecycle } from '../lifecycle';
import type { MessageClass } from './message-class';
import type { RefusalCode, SoundMeasure } from '../recordings/sound';
import type { Instant } from '../calendar/time';
import type { Trim } from '../recordings/trim';

export type RecordingState = 'received' | 'rendering' | 'ready' | 'refused';

/** The bytes as received, untouched, and what became of them. */
export interface Recording {
  readonly id: string;
  readonly communeId: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What the sender called the file; shown, never used as a path. */
  readonly fileName: string;
  readonly uploadedBy: string;
  readonly receivedAt: Instant;
  /** How the sender's device calls it; the same draft sent again is the same recording. Null: the device did not say. */
  readonly draftId: string | null;
  /** The part that sounds; null: all of it. The bytes themselves are never cut. */
  readonly trim: Trim | null;
  readonly state: RecordingState;
  /** Share of the rendering done, 0 to 1. */
  readonly progress: number;
  /** Renderings begun so far; a poisonous file is given up after a few. */
  readonly attempts: number;
  readonly refusal: { readonly code: RefusalCode; readonly values: Readonly<Record<string, string | number>> } | null;
  readonly warnings: readonly string[];
  readonly original: SoundMeasure | null;
  readonly rendition: Rendition | null;
  /** When its bytes were removed by the rule of the commune; null: they are there. */
  readonly removedAt: Instant | null;
}

/** The sound as a controller plays it. */
export interface Rendition {
  readonly profile: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly durationMs: number;
  readonly measure: SoundMeasure;
}

/** The announcement in one language. */
export interface LanguageVersion {
  /** BCP 47 tag, such as `vi`, `tai`, `hmn`. */
  readonly language: string;
  readonly recordingId: string;
  readonly script: string;
}

export const ANNOUNCEMENT_STATES = ['draft', 'submitted', 'approved', 'changes_requested', 'void', 'retired'] as const;
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number];
type AnnouncementEvent = 'submit' | 'approve' | 'request_changes' | 'edit_content' | 'retire';

/** Where an announcement comes from. What comes from above carries its class in, and nobody here changes it. */
export const ANNOUNCEMENT_SOURCES = ['commune', 'village', 'province', 'civil_defence'] as const;
/** One of `ANNOUNCEMENT_SOURCES`. */
export type AnnouncementSource = (typeof ANNOUNCEMENT_SOURCES)[number];

/** Whether it was handed down with its class by the province or by civil defence. */
export function comesFromAbove({ source }: Pick<Announcement, 'source'>): boolean {
  return source === 'province' || source === 'civil_defence';
}

/** Where and when whoever wrote it would like to have it on air. A wish books nothing. */
export interface AirWish {
  /** Empty: left to the desk. */
  readonly villageIds: readonly string[];
  /** Local date, `2026-11-23`. */
  readonly date: string | null;
  /** Local time, `06:00`. */
  readonly time: string | null;
}

export interface Announcement {
  readonly id: string;
  readonly communeId: string;
  readonly title: string;
  readonly category: string;
  readonly messageClass: MessageClass;
  readonly source: AnnouncementSource;
  readonly versions: readonly LanguageVersion[];
  readonly state: AnnouncementState;
  readonly createdBy: string;
  /** Everybody who wrote this content, the author first. None of them may approve it. */
  readonly editors: readonly string[];
  readonly createdAt: Instant;
  /** Rises with every edit; the ETag. */
  readonly revision: number;
  /** Note of the person who asked for changes. */
  readonly note: string | null;
  readonly wish: AirWish | null;
}

/** draft -> submitted -> approved | changes_requested; an edit of the content voids an approval. */
// prettier-ignore
export const ANNOUNCEMENT_LIFECYCLE: Lifecycle<AnnouncementState, AnnouncementEvent> = {
  draft:             { submit: 'submitted',                                                               edit_content: 'draft', retire: 'retired' },
  submitted:         {                      approve: 'approved', request_changes: 'changes_requested', edit_content: 'draft', retire: 'retired' },
  approved:          {                      approve: 'approved',                                         edit_content: 'void',  retire: 'retired' },
  changes_requested: { submit: 'submitted',                                                               edit_content: 'draft', retire: 'retired' },
  void:              { submit: 'submitted',                                                               edit_content: 'void',  retire: 'retired' },
  retired:           {},
};
