// Step 3 of planning: a start for every item that is still open, or the reason why there is none. Exact times first, at their second; then
// the slots, each item at the first room it fits behind what people put before it.
import type { Airing } from '../air/air';
import { dayAround } from '../air/broadcast-limits';
import type { Instant } from '../calendar/time';
import { earliestStart, exactStart, fit, inDecidedOrder, openBlocks, stepMs, type Block } from './blocks';
import { overrunOf } from './caps';
import { isPast, leadEndsAt, lockEndsAt, losesItsAir, quietFor, type Ground } from './ground';
import { hasNoPoles, type Occurrence } from './occurrences';
import { refusalOfExact, refusalOfSlot, type Refusal } from './refusals';
import { TakenAir } from './taken-air';

/** All items of the zone: the settled ones, and every open one with its start or its reason. */
export function placedItems(settled: readonly Airing[], ground: Ground): readonly Airing[] {
  const settledById = new Map(settled.map((airing) => [airing.id, airing]));
  const blocks = ground.due.flatMap((occurrence) => openBlocks(occurrence, settledById));
  const exact = blocks.filter(({ occurrence }) => occurrence.anchoredAt !== null);
  const inSlots = blocks.filter(({ occurrence }) => occurrence.anchoredAt === null);
  const placed = [...settled];
  const taken = new TakenAir(ground);
  taken.take([...settled, ...nearSignatures(ground), ...ground.unmoved]);
  const placeless: Block[] = [];
  // What has begun to repeat goes on before anything else comes in between.
  for (const open of [...exact, ...inSlots.filter(({ begun }) => begun), ...inSlots.filter(({ begun }) => !begun)]) {
    const block = inDecidedOrder(open, taken);
    const start = startOf(block, taken, ground);
    if (start === undefined) {
      placeless.push(block);
      continue;
    }
    const airings = airingsOf(block, start, ground);
    placed.push(...airings);
    taken.take(airings);
  }
  // The reasons are looked for once everything has its place, among what people booked: the same arrangement always gives the same
  // reasons, however near a signature sound has come meanwhile. It is a reason only where there is no other.
  const booked = new TakenAir(ground);
  booked.take([...placed, ...ground.unmoved]);
  return [...placed, ...placeless.flatMap((block) => droppedBlock(block, [booked, taken], ground))];
}

function startOf(block: Block, taken: TakenAir, ground: Ground): Instant | undefined {
  if (hasNoPoles(block.occurrence)) return undefined;
  if (block.occurrence.anchoredAt === null) return startInSlot(block, taken, ground);
  return refusalOfExact(block, taken, ground) === undefined ? exactStart(block, ground) : undefined;
}

/** Signature sounds so near that they will not move any more, unless this very plan takes their air. */
function nearSignatures(ground: Ground): readonly Airing[] {
  const { existing, request } = ground;
  const near = [...existing.values()].filter(
    ({ kind, startsAt }) =>
      (kind === 'opening' && startsAt < lockEndsAt(request)) || (kind === 'closing' && startsAt < leadEndsAt(request)),
  );
  return near.filter((airing) => isPast(airing, request) || !losesItsAir(airing, ground));
}

/** The first room in the slot that holds the block without too much sound; after midnight another day counts. */
function startInSlot(block: Block, taken: TakenAir, ground: Ground): Instant | undefined {
  const { item, frame } = block.occurrence;
  const { stops, emergencies } = ground;
  const silent = [...quietFor(item.messageClass, frame.window, ground), ...stops, ...emergencies];
  const obstacles = [...taken.blocked(frame.window), ...silent];
  let notBefore = earliestStart(block.occurrence, ground);
  for (;;) {
    const start = fit(block, notBefore, obstacles, ground);
    if (start === undefined || !overrunOf(block, start, taken, ground)) return start;
    notBefore = dayAround(start, ground.request.timeZone).to;
  }
}

function airingsOf({ occurrence, repeats }: Block, start: Instant, ground: Ground): readonly Airing[] {
  const step = stepMs(occurrence, ground.request);
  return repeats.map((repeat, index) => airingOf(occurrence, repeat, start + index * step, ground));
}

function airingOf(occurrence: Occurrence, repeat: number, startsAt: Instant, { request }: Ground): Airing {
  const { item, frame, durationMs, airingIds } = occurrence;
  return {
    id: airingIds[repeat]!,
    rundownId: frame.id,
    communeId: request.communeId,
    zoneId: request.zoneId,
    kind: 'item',
    restartOf: null,
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

function droppedBlock(block: Block, air: readonly TakenAir[], ground: Ground): readonly Airing[] {
  const { occurrence, repeats } = block;
  const inSlot = occurrence.anchoredAt === null;
  const refusal = refusalOf(block, air, ground);
  const startsAt = inSlot ? occurrence.frame.window.from : exactStart(block, ground);
  return repeats.map((repeat) => dropped(airingOf(occurrence, repeat, startsAt, ground), refusal, ground));
}

/** By the first of the arrangements in which it finds no place; there is one, or it would have been placed. */
function refusalOf(block: Block, air: readonly TakenAir[], ground: Ground): Refusal {
  if (hasNoPoles(block.occurrence)) return { reason: 'no-poles' };
  const inArrangement = block.occurrence.anchoredAt === null ? refusalOfSlot : refusalOfExact;
  for (const taken of air) {
    const refusal = inArrangement(block, taken, ground);
    if (refusal) return refusal;
  }
  throw new Error(
    `${block.occurrence.item.booking.id} has a place in the zone ${ground.request.zoneId}, and was dropped`,
  );
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
