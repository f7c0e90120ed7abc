// What both doors of the words open: the server's (`index.ts`) and that of a page in the browser (`page.ts`).
export type { Catalogue, ProblemText } from './catalogue';
export { auditTexts } from './audit-text';
export { conflictText, notForecastText } from './conflict-text';
export { planChangeTexts } from './plan-change-text';
export * from './exercise-text';
export * from './formats';
export { fill, LANGUAGES, languageOf, nextLanguage, words, type Language } from './language';
export { noticeText } from './notice-text';
export { warningText } from './warning-text';
export { problemText } from './problem-text';
export { reasonText } from './reason-text';
export { takingOffTexts, type TakingOffTelling } from './taking-off-text';
export { slotSummaryText, type SlotTelling } from './slot-summary-text';
export { anomalyTexts, tonightTitle, tonightWhy } from './tonight-text';
export type { ScreenWords } from './screens';
export { WRITING } from './writing';
export { momentText, whyPoleText, whyText } from './why-text';
