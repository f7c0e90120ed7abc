// Two boxes that were given one identity, as a copied memory card does it, and one box with an older copy of its own card. Both sign rightly; what
// gives them away is that they say different things under one number, or that two journals go on beside each other.
import type { Device, Instant } from '#domain';
import type { ReceiptBatch } from '#protocol';
import { isDeepStrictEqual } from 'node:util';
import { tell } from '../acting/notices';
import type { Stores, StoreReads } from '../ports/stores';
import { deskAndCaretakers } from '../wire/older-database';

/** One return may be a message that was long on its way. */
const CROSSINGS = 2;

/** What cannot be of one box. */
type SeenTwice = 'two-words' | 'two-journals';

/** Whether the batch says something else under a number than what was stored under it: sent again it is the same, word for word. */
export async function contradictsItself(
  { delivery }: StoreReads,
  { deviceId, deviceEpoch, receipts }: ReceiptBatch,
  storedTo: number,
): Promise<boolean> {
  const again = new Map(receipts.filter(({ sequence }) => sequence <= storedTo).map((each) => [each.sequence, each]));
  if (again.size === 0) return false;
  const known = await delivery.receiptsBySequence({ deviceId, deviceEpoch }, [...again.keys()]);
  return known.some(({ sequence, body }) => !isDeepStrictEqual(body, again.get(sequence)));
}

/** The journal that a box began last, the one before, and how often that one was heard again. */
interface JournalsOfBox {
  readonly newest: string;
  readonly before?: string;
  readonly returns: number;
}

/**
 * Which journals the boxes write, as far as this process has heard: a box begins a new one when it lost the one before, and never goes back. It is
 * kept in memory; two boxes go on crossing each other.
 */
export class JournalsHeard {
  private readonly heard = new Map<string, JournalsOfBox>();

  /** Hears the journal of one more batch. True when it is one that the box has left; the newest is believed in any case. */
  isLeft({ deviceId, deviceEpoch }: Pick<ReceiptBatch, 'deviceId' | 'deviceEpoch'>): boolean {
    const known = this.heard.get(deviceId);
    if (known?.newest === deviceEpoch) return false;
    if (known?.before !== deviceEpoch) {
      this.heard.set(deviceId, { newest: deviceEpoch, ...(known && { before: known.newest }), returns: 0 });
      return false;
    }
    this.heard.set(deviceId, { ...known, returns: known.returns + 1 });
    return known.returns + 1 >= CROSSINGS;
  }
}

/** Writes down that the pole has two boxes, and tells the desk and whoever looks after it. */
export async function tellOfDoubled(
  stores: Stores,
  { id, communeId, controllerId }: Device,
  seen: SeenTwice,
  now: Instant,
): Promise<void> {
  const occasion = { communeId, at: now, actor: `device:${id}`, subjectId: controllerId };
  await stores.events.append({ ...occasion, kind: 'device.doubled', details: { seen } });
  const values = { place: (await stores.places.controller(controllerId))?.name ?? '' };
  const told = await deskAndCaretakers(stores, communeId);
  await tell(stores, told, { communeId, kind: 'pole-doubled', subjectId: controllerId, values }, now);
}
