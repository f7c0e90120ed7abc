// The door of the words: every sentence a person reads, in Vietnamese and in English.
import { en } from './en';
import { learn } from './language';
import { vi } from './vi';

learn('vi', vi);
learn('en', en);

export * from './said';
export type { BoardWords, Catalogue, DeviceReason, Outlook, ProblemText } from './catalogue';
export { conflictText, waysOutText, type PlacedConflict } from './conflict-text';
export * from './exercise-text';
export * from './formats';
export { consequenceTexts, type ConsequenceTelling } from './consequence-text';
export { fill, LANGUAGES, languageOf, words, type Fillings, type Language } from './language';
export { noticeText } from './notice-text';
export { consequenceTexts, type ConsequenceTelling } from './consequence-text';
export { warningText } from './warning-text';
export { problemText } from './problem-text';
export { reasonText } from './reason-text';
export { recurrenceText } from './recurrence-text';
export { slotSummaryText, type SlotTelling } from './slot-summary-text';
export { anomalyTexts, tonightTitle, tonightWhy, type TonightTelling } from './tonight-text';
export type { SameWords, ScreenWords } from './screens';
export { momentText, whyPoleText, whyText, type Reading } from './why-text';
