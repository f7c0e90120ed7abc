// Why something did not sound, whoever says so: a rule of the planner or a device.
import { words, type Language } from './language';

/** The words for a reason; the bare code for one that a newer device may say. */
export function reasonText(language: Language, reason: string): string {
  const { airingReasons, deviceReasons } = words(language);
  return { ...deviceReasons, ...airingReasons }[reason] ?? reason;
}
