// Step 4 of planning: the opening directly before the first item of a rundown, the closing directly after the last. They come only where
// they disturb nothing.
import type { Airing, AiringKind } from '../air/air';
import { SECOND_MS, type Instant } from '../calendar/time';
import { displaces, isPast, leadEndsAt, lockEndsAt, takesAir, timeOf, touches, type Ground } from './ground';
import { widened } from './room';
import { byRundown } from './rundowns';
import { cancelled } from './settled';
import type { SoundRef } from '../recordings/sound';
import { TakenAir } from './taken-air';

/** A signature sound that starts later than this would run into the items. */
const SIGNATURE_LATE_LIMIT_MS = 5 * SECOND_MS;

type SignatureKind = Extract<AiringKind, 'opening' | 'closing'>;

/** One opening or closing of one rundown, with what it was before. */
interface Signature {
  readonly kind: SignatureKind;
  readonly id: string;
  readonly rundownId: string;
  readonly sound: SoundRef | null;
  readonly existing: Airing | undefined;
  /** Items of the rundown that take air, by start. */
  readonly items: readonly Airing[];
}

/** Openings and closings for these items, and what becomes of those that were planned before. */
export function signatureSounds(items: readonly Airing[], ground: Ground): readonly Airing[] {
  const onAir = byRundown(items.filter(takesAir));
  const signatures = rundownsInOrder(onAir, ground).flatMap((rundownId) => {
    const own = [...(onAir.get(rundownId) ?? [])].sort((a, b) => a.startsAt - b.startsAt);
    return [signatureOf('opening', rundownId, own, ground), signatureOf('closing', rundownId, own, ground)];
  });
  const kept = signatures.flatMap((signature) => settledSignature(signature, ground) ?? []);
  const keptIds = new Set(kept.map(({ id }) => id));
  const placed = [...kept];
  const taken = new TakenAir(ground);
  taken.take([...items, ...kept, ...ground.unmoved]);
  for (const signature of signatures.filter(({ id }) => !keptIds.has(id))) {
    const airing = placedSignature(signature, taken, ground);
    if (!airing) continue;
    placed.push(airing);
    taken.take([airing]);
  }
  return placed;
}

/** By their first item on air, so that of two neighbours the earlier one chooses first. */
function rundownsInOrder(onAir: ReadonlyMap<string, readonly Airing[]>, { existing }: Ground): readonly string[] {
  const startOf = new Map<string, Instant>();
  for (const [rundownId, items] of onAir) startOf.set(rundownId, Math.min(...items.map(({ startsAt }) => startsAt)));
  const before = [...existing.values()].filter(({ kind }) => kind !== 'item').map(({ rundownId }) => rundownId);
  const start = (id: string) => startOf.get(id) ?? Infinity;
  return [...new Set([...startOf.keys(), ...before])].sort((a, b) =>
    start(a) < start(b) || (start(a) === start(b) && a < b) ? -1 : 1,
  );
}

function signatureOf(kind: SignatureKind, rundownId: string, items: readonly Airing[], ground: Ground): Signature {
  const { idOf, opening, closing } = ground.request;
  const id = idOf('signature', rundownId, kind);
  return {
    kind,
    id,
    rundownId,
    sound: kind === 'opening' ? opening : closing,
    existing: ground.existing.get(id),
    items,
  };
}

/** What becomes of it whatever else is placed, or undefined when it is open. */
function settledSignature(
  { kind, existing, items }: Signature,
  { request, quiet, stops, emergencies }: Ground,
): Airing | undefined {
  if (!existing) return undefined;
  const time = timeOf(existing);
  if (isPast(existing, request)) return existing;
  const stopped = touches(time, stops);
  if (existing.state !== 'planned') return stopped || existing.startsAt < leadEndsAt(request) ? existing : undefined;
  if (stopped) return cancelled(existing, 'stopped');
  if (controllersOf(items).length === 0) return cancelled(existing, 'rundown-empty');
  if (displaces(emergencies, existing)) return undefined;
  if (existing.startsAt <= request.now) return existing;
  // A closing may give way to a late item as long as the poles still learn of it.
  const fixedBefore = kind === 'opening' ? lockEndsAt(request) : leadEndsAt(request);
  if (existing.startsAt >= fixedBefore || quiet.touches(time)) return undefined;
  return { ...existing, controllerIds: controllersOf(items) };
}

function placedSignature(signature: Signature, taken: TakenAir, ground: Ground): Airing | undefined {
  const { sound, existing, items } = signature;
  const { request, quiet, stops, emergencies } = ground;
  if (sound && controllersOf(items).length > 0) {
    const airing = signatureAiring(signature, sound, ground);
    const time = timeOf(airing);
    const near = widened(time, request.broadcastLimits.minGapMs);
    const disturbs = taken.in(near).length > 0 || quiet.touches(time) || touches(time, [...stops, ...emergencies]);
    if (!disturbs && airing.startsAt >= leadEndsAt(request)) return airing;
  }
  return existing?.state === 'planned' ? cancelled(existing, 'no-room') : existing;
}

function signatureAiring(signature: Signature, sound: SoundRef, { request }: Ground): Airing {
  return {
    id: signature.id,
    rundownId: signature.rundownId,
    communeId: request.communeId,
    zoneId: request.zoneId,
    kind: signature.kind,
    restartOf: null,
    bookingId: null,
    announcementId: null,
    title: '',
    messageClass: 'normal',
    startsAt: startOf(signature, sound, lockEndsAt(request), request.broadcastLimits.minGapMs),
    durationMs: sound.durationMs,
    lateLimitMs: SIGNATURE_LATE_LIMIT_MS,
    sounds: [sound],
    controllerIds: controllersOf(signature.items),
    state: 'planned',
    reason: null,
    reasonValues: {},
  };
}

function startOf({ kind, existing, items }: Signature, sound: SoundRef, lockedBefore: Instant, gapMs: number): Instant {
  if (kind === 'opening') return items[0]!.startsAt - gapMs - sound.durationMs;
  const afterLast = Math.max(...items.map((item) => timeOf(item).to)) + gapMs;
  const frozen = existing?.state === 'planned' && existing.startsAt < lockedBefore;
  return frozen ? Math.max(existing.startsAt, afterLast) : afterLast;
}

/** Who hears it: everybody who hears a planned item of the rundown. */
function controllersOf(items: readonly Airing[]): readonly string[] {
  const planned = items.filter(({ state }) => state === 'planned');
  return [...new Set(planned.flatMap(({ controllerIds }) => controllerIds))].sort();
}
