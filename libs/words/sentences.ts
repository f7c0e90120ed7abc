// What both doors of the words open: the server's (`index.ts`) and that of a page in the browser (`page.ts`).
export type { BoardWords, Catalogue, DeviceReason, Outlook, ProblemText } from './catalogue';
export { auditTexts, type AuditTelling } from './audit-text';
export { conflictText, notForecastText, waysOutText } from './conflict-text';
export { planChangeTexts, type PlanChangeTelling } from './plan-change-text';
export * from './exercise-text';
export * from './formats';
export { fill, LANGUAGES, languageOf, nextLanguage, words, type Fillings, type Language } from './language';
export { noticeText } from './notice-text';
export { warningText } from './warning-text';
export { problemText } from './problem-text';
export { reasonText } from './reason-text';
export { recurrenceText } from './recurrence-text';
export { takingOffTexts, type TakingOffTelling } from './taking-off-text';
export { slotSummaryText, type SlotTelling } from './slot-summary-text';
export { anomalyTexts, tonightTitle, tonightWhy, type TonightTelling } from './tonight-text';
export type { SameWords, ScreenWords } from './screens';
export { WRITING } from './writing';
export { momentText, whyPoleText, whyText, type Reading } from './why-text';
