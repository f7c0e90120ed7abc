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
  const blocks = ground.due.flatMap((occurrence) => openBlocks(occurrence, settledById));
  const exact = blocks.filter(({ occurrence }) => occurrence.anchoredAt !== null);
  const inSlots = blocks.filter(({ occurrence }) => occurrence.anchoredAt === null);
  const placed = [...settled];
  const placeless: Block[] = [];
  // What has begun to repeat goes on before anything else comes in between.
  for (const block of [...exact, ...inSlots.filter(hasBegun), ...inSlots.filter((each) => !hasBegun(each))]) {
    const start = startOf(block, placed, ground);
    if (start === undefined) placeless.push(block);
    else placed.push(...airingsOf(block, start, ground));
  }
  // The reasons are looked for once everything has its place: the same arrangement always gives the same reasons.
  return [...placed, ...placeless.flatMap((block) => droppedBlock(block, placed, ground))];
}

function startOf(block: Block, placed: readonly Airing[], ground: Ground): Instant | undefined {
  const entries = [...placed.filter(takesAir), ...nearSignatures(ground)];
  if (block.occurrence.anchoredAt === null) return startInSlot(block, entries, ground);
  return refusalOfExact(block, entries, ground) === undefined ? exactStart(block, ground) : undefined;
}

/** Repeats that find their place together: all open ones of a slot, each one of an exact time. */
interface Block {
  readonly occurrence: Occurrence;
  readonly repeats: readonly number[];
  /** End of the last repeat that is settled on air; null: none is. */
  readonly followsAt: Instant | null;
}

function openBlocks(occurrence: Occurrence, settled: ReadonlyMap<string, Airing>): readonly Block[] {
  const repeats = occurrence.airingIds.flatMap((id, repeat) => (settled.has(id) ? [] : [repeat]));
  const ends = occurrence.airingIds
    .flatMap((id) => settled.get(id) ?? [])
    .filter(takesAir)
    .map((airing) => timeOf(airing).to);
  const followsAt = ends.length > 0 ? Math.max(...ends) : null;
  if (occurrence.anchoredAt !== null) return repeats.map((repeat) => ({ occurrence, repeats: [repeat], followsAt }));
  return repeats.length > 0 ? [{ occurrence, repeats, followsAt }] : [];
}

function hasBegun({ followsAt }: Block): boolean {
  return followsAt !== null;
}

/** Signature sounds so near that they will not move any more. */
function nearSignatures({ existing, request }: Ground): readonly Airing[] {
  return [...existing.values()].filter(
    ({ kind, startsAt }) =>
      (kind === 'opening' && startsAt < lockEndsAt(request)) || (kind === 'closing' && startsAt < leadEndsAt(request)),
  );
}

function exactStart({ occurrence, repeats }: Block, { request }: Ground): Instant {
  return occurrence.anchoredAt! + repeats[0]! * (occurrence.durationMs + request.limits.gapMs);
}

/** Why an exact time cannot be had, or undefined when it can. */
function refusalOfExact(block: Block, entries: readonly Airing[], ground: Ground): Refusal | undefined {
  const { item, durationMs } = block.occurrence;
  const startsAt = exactStart(block, ground);
  const time = timeOf({ startsAt, durationMs });
  if (touches(time, quietFor(item.messageClass, ground))) return { reason: 'quiet-hours' };
  if (touches(time, ground.stops)) return { reason: 'stopped' };
  if (startsAt < leadEndsAt(ground.request)) return { reason: 'too-soon' };
  if (startsAt < earliestStart(block.occurrence, ground)) return { reason: 'locked' };
  const clash = entries.find((entry) => touches(time, [timeOf(entry)]));
  if (!clash) return undefined;
  const { title, kind } = clash;
  return { reason: 'overlap', values: { title, kind, startsAt: clash.startsAt, endsAt: timeOf(clash).to } };
}

/** The first room in the slot that holds the block. */
function startInSlot(block: Block, entries: readonly Airing[], ground: Ground): Instant | undefined {
  const taken = takenBy(entries, ground);
  const silent = [...quietFor(block.occurrence.item.messageClass, ground), ...ground.stops];
  return fit(block, earliestStart(block.occurrence, ground), [...taken, ...silent], ground);
}

/** Why a slot has no room. The first rule without which it would fit is the reason that it does not. */
function refusalOfSlot(block: Block, entries: readonly Airing[], ground: Ground): Refusal {
  const taken = takenBy(entries, ground);
  const quiet = quietFor(block.occurrence.item.messageClass, ground);
  const relaxed: readonly (readonly [AiringReason, Instant, readonly Interval[]])[] = [
    ['locked', leadEndsAt(ground.request), [...taken, ...ground.stops, ...quiet]],
    ['too-soon', -Infinity, [...taken, ...ground.stops, ...quiet]],
    ['quiet-hours', -Infinity, [...taken, ...ground.stops]],
    ['stopped', -Infinity, taken],
  ];
  const reason = relaxed.find(
    ([, notBefore, obstacles]) => fit(block, notBefore, obstacles, ground) !== undefined,
  )?.[0];
  if (reason !== undefined) return { reason };
  return {
    reason: 'overflow',
    values: { byMs: lengthOf(block, ground) - largestRoomMs(roomFor(block, ground), taken) },
  };
}

function fit(block: Block, notBefore: Instant, obstacles: readonly Interval[], ground: Ground): Instant | undefined {
  const { from, to } = roomFor(block, ground);
  return firstFit(lengthOf(block, ground), { from: Math.max(from, notBefore), to }, obstacles);
}

function lengthOf({ repeats, occurrence }: Block, { request }: Ground): number {
  return lengthOfRepeats(repeats.length, occurrence.durationMs, request.limits.gapMs);
}

function takenBy(entries: readonly Airing[], { request }: Ground): readonly Interval[] {
  return entries.map((entry) => widened(timeOf(entry), request.limits.gapMs));
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

function airingsOf({ occurrence, repeats }: Block, start: Instant, ground: Ground): readonly Airing[] {
  const stepMs = occurrence.durationMs + ground.request.limits.gapMs;
  return repeats.map((repeat, index) => airingOf(occurrence, repeat, start + index * stepMs, ground));
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

/** Why something found no place. */
interface Refusal {
  readonly reason: AiringReason;
  readonly values?: Airing['reasonValues'];
}

function droppedBlock(block: Block, placed: readonly Airing[], ground: Ground): readonly Airing[] {
  const { occurrence, repeats } = block;
  const items = placed.filter(takesAir).sort((a, b) => a.startsAt - b.startsAt);
  const inSlot = occurrence.anchoredAt === null;
  const refusal = inSlot
    ? refusalOfSlot(block, items, ground)
    : refusalOfExact(block, [...items, ...nearSignatures(ground)], ground)!;
  const startsAt = inSlot ? occurrence.frame.window.from : exactStart(block, ground);
  return repeats.map((repeat) => dropped(airingOf(occurrence, repeat, startsAt, ground), refusal, ground));
}

function dropped(airing: Airing, { reason, values = {} }: Refusal, { existing }: Ground): Airing {
  const before = existing.get(airing.id);
  if (reason === 'locked' || reason === 'too-soon') {
    // Time only makes it later: the first reason stays the true one.
    if (before?.state === 'dropped') return before;
    if (before?.state === 'held' && airing.state === 'held')
      return { ...airing, state: 'dropped', reason: 'unapproved' };
  }
  return { ...airing, state: 'dropped', reason, reasonValues: values };
}
