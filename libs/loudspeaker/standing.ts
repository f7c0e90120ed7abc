// What a device was told and what was acknowledged to it, said to a server that may have lost it; and what a programme of a higher epoch takes
// off the air without naming it, because the server does not know of it any more.
import { HOUR_MS } from '#domain';
import type { DeviceStanding, Programme, TakenOff } from '#protocol';
import type { Journal } from './journal';
import type { Replaced } from './kept-message';
import { ownPlaybacks } from './own-playbacks';

/** A programme names what is over for about as long. */
const NAMED_MS = HOUR_MS;

/** Where the device stands. */
export function standingOf(programme: Programme | undefined, journal: Journal): DeviceStanding {
  const { deviceEpoch, acknowledged, heldFrom } = journal;
  const followed = programme && {
    zoneId: programme.zoneId,
    epoch: programme.epoch,
    version: programme.version,
    issuedAt: programme.issuedAt,
  };
  return { programme: followed ?? null, deviceEpoch, acknowledged, heldFrom };
}

/**
 * What this controller was to play by the programme before, and the one of a higher epoch knows nothing of, or that of another key when the one
 * before was in foreign hands. Of equal epochs under one key: nothing.
 */
export function takenOffBy(
  programme: Programme,
  replaced: Replaced<'programme'> | undefined,
  controllerId: string,
  journal: Journal,
): readonly TakenOff[] {
  if (!replaced || (!replaced.isDisowned && replaced.message.epoch >= programme.epoch)) return [];
  const before = replaced.message;
  const named = new Set([...programme.entries.map(({ airingId }) => airingId), ...programme.cancelledAiringIds]);
  return ownPlaybacks(before.entries, controllerId)
    .filter(({ entry }) => !named.has(entry.airingId) && entry.startsAt >= programme.issuedAt - NAMED_MS)
    .map(({ playbackId, entry: { airingId, title, startsAt } }) => {
      return { airingId, title, startsAt, sounded: journal.fateOf(playbackId) !== 'none' };
    });
}
