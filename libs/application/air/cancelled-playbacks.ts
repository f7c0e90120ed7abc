// What a cancel does to the playbacks of an airing: the open ones are cancelled, what sounds is left to its device, and what already has
// evidence keeps it, marked where it began after the cancel.
import {
  allows,
  beganAfterCancel,
  follow,
  PLAYBACK_LIFECYCLE,
  type Airing,
  type Instant,
  type Playback,
} from '#domain';
import type { Receipt } from '#protocol';
import type { StoreReads, StoredReceipt } from '../ports/stores';

/** The playbacks that change because the airing was taken off the air at `cancelledAt`. */
export async function cancelledPlaybacks(
  { delivery }: StoreReads,
  airing: Airing,
  playbacks: readonly Playback[],
  cancelledAt: Instant,
  now: Instant,
): Promise<readonly Playback[]> {
  const changed: Playback[] = [];
  for (const before of playbacks) {
    if (before.cancelledAt !== null) continue;
    const taken = { ...before, cancelledAt };
    if (!allows(PLAYBACK_LIFECYCLE, before.state, 'cancel')) {
      if (beganAfterCancel(taken)) changed.push({ ...taken, playedAfterCancel: true, changedAt: now });
      continue;
    }
    const state = follow(PLAYBACK_LIFECYCLE, before.state, 'cancel');
    const sounds = state === 'playing';
    const receipts = sounds ? await delivery.receiptsOfPlayback(before.id) : [];
    changed.push({
      ...taken,
      state,
      reason: sounds ? before.reason : airing.reason,
      playedAfterCancel: receipts.some((receipt) => saysItBeganLate(receipt, airing, cancelledAt)),
      changedAt: now,
    });
  }
  return changed;
}

/**
 * Whether a device that has only said so far that it begins has begun after the cancel. It says so a little early: what has its start still
 * ahead may yet be told to fall silent, and its end will show.
 */
export function saysItBeganLate(
  { body }: Pick<StoredReceipt, 'body'>,
  { startsAt }: Pick<Airing, 'startsAt'>,
  cancelledAt: Instant,
): boolean {
  const { kind, at } = body as Receipt;
  return kind === 'started' && at >= cancelledAt && at >= startsAt;
}
