// What is said of one item that cannot be forecast, in its place among the others.
import type { ItemFailure } from '#application';
import { notForecastText, type Language } from '#words';
import { z } from 'zod';

export const notForecast = z
  .object({
    code: z.string().meta({ description: 'Of the problem that keeps it from being worked out' }),
    detail: z.string().meta({ description: 'The same in words' }),
  })
  .meta({ id: 'NotForecast', description: 'Why its times cannot be worked out now. Everything beside it stands' });

/** The failure in words; null stays null. */
export function presentFailure(failure: ItemFailure | null, language: Language) {
  return failure && { code: failure.code, detail: notForecastText(language, failure) };
}
