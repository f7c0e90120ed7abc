// What the server wrote into the page for the recorder: its texts, and who records for whom.
import type { AnnouncementState, LanguageVersion } from '#domain';
import { WRITING, type Language, type ScreenWords } from '#words';

type RecordWords = ScreenWords['record'] & { readonly states: Readonly<Record<AnnouncementState, string>> };

/** Something this person wrote before, as the server knows it. */
export interface OwnItem {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly state: AnnouncementState;
  readonly note: string | null;
  readonly revision: number;
  readonly versions: readonly LanguageVersion[];
}

interface RecordView {
  readonly communeId: string;
  readonly personId: string;
  readonly villages: readonly { readonly id: string; readonly name: string; readonly languages: readonly string[] }[];
  readonly ownVillageIds: readonly string[];
  readonly languages: readonly string[];
  /** A village head's own notice; null: a notice for approval. */
  readonly village: { readonly id: string; readonly name: string } | null;
  readonly limitMs: number;
  readonly maxBytes: number;
  readonly mine: readonly OwnItem[];
  /** The script that lets the page open without a line. */
  readonly worker: string;
}

function block<T>(id: string): T {
  return JSON.parse(document.getElementById(id)!.textContent!) as T;
}

export const text = block<RecordWords>('words');
export const view = block<RecordView>('view');
export const language = document.documentElement.lang as Language;

/** A text with its places filled. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function languageName(tag: string): string {
  return (text.languages as Readonly<Record<string, string>>)[tag] ?? tag;
}

/** The name inside of a sentence. */
export function spokenOf(tag: string): string {
  return WRITING[language].insideSentence(languageName(tag));
}

/** `1:05`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function secondsText(ms: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / 1_000);
}
