// One thing among many that cannot be worked out never takes down the page of all the others. Lists try each of their items here: what fails
// is logged with the id of its item, counted for the monitoring, and told in its place.
import { Problem, type ProblemCode } from '#domain';
import { Injectable, Logger } from '@nestjs/common';

/** What is worked out item by item: the forecast of one booking, the plan of one zone, the silence of one village. */
export const ITEM_WORKS = ['booking-forecast', 'zone-plan', 'village-silence'] as const;
/** One of `ITEM_WORKS`. */
type ItemWork = (typeof ITEM_WORKS)[number];

/** Why one item could not be worked out now. Its sentence is that of the code. */
export interface ItemFailure {
  readonly code: ProblemCode;
}

/** What came out of one item: a value, or why there is none. */
export type Tried<T> =
  { readonly value: T; readonly failure: null } | { readonly value: null; readonly failure: ItemFailure };

@Injectable()
export class ItemFailures {
  private readonly logger = new Logger('items');
  private readonly counted = new Map<ItemWork, number>(ITEM_WORKS.map((work) => [work, 0]));

  /** Never rejects: whatever is thrown is logged and counted, and told as the failure of this item. */
  async tried<T>(work: ItemWork, itemId: string, compute: () => Promise<T> | T): Promise<Tried<T>> {
    try {
      return { value: await compute(), failure: null };
    } catch (error) {
      this.counted.set(work, this.counted.get(work)! + 1);
      const refused = error instanceof Problem;
      this.logger[refused ? 'warn' : 'error']({ work, itemId, error });
      return { value: null, failure: { code: refused ? error.code : 'unexpected' } };
    }
  }

  /** How often each work failed since this process began. */
  get counts(): ReadonlyMap<ItemWork, number> {
    return this.counted;
  }
}
