// What the village head's page is made from.
import type { VillageDaysView } from '#application';
import type { Strength, Village } from '#domain';
import type { ProblemText } from '#words';
import type { Preferences } from '../preferences';

export const VILLAGE_VIEWS = ['today', 'tomorrow', 'week'] as const;
/** One of `VILLAGE_VIEWS`. */
export type VillageView = (typeof VILLAGE_VIEWS)[number];

export interface VillagePage {
  readonly preferences: Preferences;
  readonly days: VillageDaysView;
  /** Every village that this person looks after. */
  readonly own: readonly Village[];
  readonly view: VillageView;
  readonly personId: string;
  /** How this person came in: a PIN that somebody else was shown opens the page and does nothing more. */
  readonly strength: Strength;
  /** What this person did just now; the undo of an answer is offered while it is fresh. */
  readonly just?: { readonly rundownId: string; readonly done: 'said' | 'undone' } | undefined;
  /** What was refused just now. */
  readonly refusal?: ProblemText | undefined;
}
