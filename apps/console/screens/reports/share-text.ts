// A share as people read it: `98,2 %`; a dash where there is nothing to share.
import { fill, numberText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.reports;

/** Never rounded up to all: one of a thousand that failed must not disappear. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return text.none;
  const percent = Math.floor((part * 1_000) / whole) / 10;
  return fill(text.share, { percent: numberText(LANGUAGE, percent) });
}
