// Step 3 of planning: a start for every item that is still open, or the reason why there is none. Exact times first, at their second; then
// the slots, each item at the first room it fits.
import type { Airing, AiringReason } from '../air';
import type { Instant, Interval } from '../time';
import { leadEndsAt, lockEndsAt, quietFor, takesAir, timeOf, touches, type Ground } from './ground';
import { lengthOfRepeats, type Occurrence } from './occurrences';
import { firstFit, largestRoomMs, widened } from './room';

/** All items of the zone: the settled ones, and every open one with its start or its reason. */
export function placedItems(settled: readonly Airing[], ground: Ground): readonly Airing[] {
  const settledById = new Map(settled.map((airing) => [airing.id, airing]));
  const placed = [...settled];
  const blocks = ground.due.flatMap((occurrence) => openBlock(occurrence, settledById) ?? []);
  for (const block of blocks.filter(({ occurrence }) => occurrence.anchoredAt !== null)) {
    for (const repeat of block.repeats)
      placed.push(placedExactly(block.occurrence, repeat, entriesOf(placed, ground), ground));
  }
  const inSlots = blocks.filter(({ occurrence }) => occurrence.anchoredAt === null);
  // What has begun to repeat goes on before anything else comes in between.
  for (const block of [...inSlots.filter(hasBegun), ...inSlots.filter((each) => !hasBegun(each))]) {
    placed.push(...placedInSlot(block, entriesOf(placed, ground), ground));
  }
  return placed;
}

/** The repeats of one occurrence that are still to be placed, and what came before them. */
interface Block {
  readonly occurrence: Occurrence;
  readonly repeats: readonly number[];
  /** End of the last repeat that is settled on air; null: none is. */
  readonly followsAt: Instant | null;
}

function openBlock(occurrence: Occurrence, settled: ReadonlyMap<string, Airing>): Block | undefined {
  const repeats = occurrence.airingIds.flatMap((id, repeat) => (settled.has(id) ? [] : [repeat]));
  if (repeats.length === 0) return undefined;
  const ends = occurrence.airingIds
    .flatMap((id) => settled.get(id) ?? [])
    .filter(takesAir)
    .map((airing) => timeOf(airing).to);
  return { occurrence, repeats, followsAt: ends.length > 0 ? Math.max(...ends) : null };
}

function hasBegun({ followsAt }: Block): boolean {
  return followsAt !== null;
}

/** What a new item must not sound over: items on air, and signature sounds so near that they will not move any more. */
function entriesOf(placed: readonly Airing[], { existing, request }: Ground): readonly Airing[] {
  const signatures = [...existing.values()].filter(
    ({ kind, startsAt }) =>
      (kind === 'opening' && startsAt < lockEndsAt(request)) || (kind === 'closing' && startsAt < leadEndsAt(request)),
  );
  return [...placed.filter(takesAir), ...signatures];
}

function placedExactly(occurrence: Occurrence, repeat: number, entries: readonly Airing[], ground: Ground): Airing {
  const { request, stops } = ground;
  const { item, durationMs } = occurrence;
  const startsAt = occurrence.anchoredAt! + repeat * (durationMs + request.limits.gapMs);
  const time = timeOf({ startsAt, durationMs });
  const clash = entries.find((entry) => touches(time, [timeOf(entry)]));
  const airing = airingOf(occurrence, repeat, startsAt, ground);
  if (touches(time, quietFor(item.messageClass, ground))) return dropped(airing, 'quiet-hours', ground);
  if (clash) {
    const { title, kind } = clash;
    return dropped(airing, 'overlap', ground, { title, kind, startsAt: clash.startsAt, endsAt: timeOf(clash).to });
  }
  if (touches(time, stops)) return dropped(airing, 'stopped', ground);
  if (startsAt < leadEndsAt(request)) return dropped(airing, 'too-soon', ground);
  if (startsAt < earliestStart(occurrence, ground)) return dropped(airing, 'locked', ground);
  return airing;
}

function placedInSlot(block: Block, entries: readonly Airing[], ground: Ground): readonly Airing[] {
  const { request, stops } = ground;
  const { occurrence, repeats } = block;
  const { gapMs } = request.limits;
  const stepMs = occurrence.durationMs + gapMs;
  const lengthMs = lengthOfRepeats(repeats.length, occurrence.durationMs, gapMs);
  const room = roomFor(block, ground);
  const taken = entries.map((entry) => widened(timeOf(entry), gapMs));
  const quiet = quietFor(occurrence.item.messageClass, ground);
  const fit = (notBefore: Instant, obstacles: readonly Interval[]) =>
    firstFit(lengthMs, { from: Math.max(room.from, notBefore), to: room.to }, obstacles);

  const start = fit(earliestStart(occurrence, ground), [...taken, ...quiet, ...stops]);
  if (start !== undefined) {
    return repeats.map((repeat, index) => airingOf(occurrence, repeat, start + index * stepMs, ground));
  }
  // The first rule without which it would fit is the reason that it does not.
  const relaxed: readonly (readonly [AiringReason, Instant | undefined])[] = [
    ['locked', fit(leadEndsAt(request), [...taken, ...quiet, ...stops])],
    ['too-soon', fit(room.from, [...taken, ...quiet, ...stops])],
    ['quiet-hours', fit(room.from, [...taken, ...stops])],
    ['stopped', fit(room.from, taken)],
  ];
  const reason = relaxed.find(([, fitting]) => fitting !== undefined)?.[0] ?? 'overflow';
  const values: Airing['reasonValues'] = reason === 'overflow' ? { byMs: lengthMs - largestRoomMs(room, taken) } : {};
  return repeats.map((repeat) =>
    dropped(airingOf(occurrence, repeat, occurrence.frame.window.from, ground), reason, ground, values),
  );
}

/** The slot without the room of its opening and closing, after what the block follows. */
function roomFor({ occurrence, followsAt }: Block, { request }: Ground): Interval {
  const { opening, closing, limits } = request;
  const { from, to } = occurrence.frame.window;
  const afterOpening = from + (opening ? opening.durationMs + limits.gapMs : 0);
  return {
    from: followsAt === null ? afterOpening : Math.max(afterOpening, followsAt + limits.gapMs),
    to: to - (closing ? closing.durationMs + limits.gapMs : 0),
  };
}

/** What is not frozen may not slip into the show lock, unless somebody said why. */
function earliestStart({ item }: Occurrence, { request }: Ground): Instant {
  return item.booking.lateReason === null ? lockEndsAt(request) : leadEndsAt(request);
}

function airingOf(occurrence: Occurrence, repeat: number, startsAt: Instant, { request }: Ground): Airing {
  const { item, frame, durationMs, airingIds } = occurrence;
  return {
    id: airingIds[repeat]!,
    rundownId: frame.id,
    communeId: request.communeId,
    zoneId: request.zoneId,
    kind: 'item',
    bookingId: item.booking.id,
    announcementId: item.announcementId,
    title: item.title,
    messageClass: item.messageClass,
    startsAt,
    durationMs,
    lateLimitMs: item.booking.lateLimitMs,
    sounds: item.sounds,
    controllerIds: item.controllerIds,
    state: item.booking.state === 'proposed' ? 'held' : 'planned',
    reason: null,
    reasonValues: {},
  };
}

function dropped(
  airing: Airing,
  reason: AiringReason,
  { existing }: Ground,
  reasonValues: Airing['reasonValues'] = {},
): Airing {
  const before = existing.get(airing.id);
  if (reason === 'locked' || reason === 'too-soon') {
    // Time only makes it later: the first reason stays the true one.
    if (before?.state === 'dropped') return before;
    if (before?.state === 'held' && airing.state === 'held')
      return { ...airing, state: 'dropped', reason: 'unapproved' };
  }
  return { ...airing, state: 'dropped', reason, reasonValues };
}
