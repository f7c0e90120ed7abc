// What receipts make of the playbacks they name, and what the log tells of it: one event for all playbacks of a commune that changed together.
import {
  allows,
  beganAfterCancel,
  follow,
  PLAYBACK_LIFECYCLE,
  PLAYBACK_STATES,
  toldTogether,
  type ChangedPlayback,
  type Device,
  type Instant,
  type Playback,
  type PlaybackEvent,
  type PlaybackState,
} from '#domain';
import type { Receipt } from '#protocol';
import { raiseAfterCancel } from './after-cancel';
import { saysItBeganLate } from './cancelled-playbacks';
import type { SaidReceipt } from './said-receipt';
import type { StoreReads, Stores } from '../ports/stores';

/** What each kind of receipt about one playback does to it. */
const EVENT_OF: Readonly<Partial<Record<Receipt['kind'], PlaybackEvent>>> = {
  started: 'start',
  played: 'play',
  interrupted: 'interrupt',
  missed: 'miss',
  refused: 'refuse',
};

/** Where `ready` and `deliver` change anything. Both lead from any of these to the one state of the same meaning. */
const BECOMES_READY = statesThat('ready');
const BECOMES_DELIVERED = statesThat('deliver');

/** A playback that changed, with what else is known of it. */
type Changed = ChangedPlayback & Pick<Playback, 'id' | 'communeId'>;

/** Brings the playbacks to where the receipts say they are, and logs it. A device speaks for its own controller only. */
export async function applyToPlaybacks(stores: Stores, said: readonly SaidReceipt[], now: Instant): Promise<void> {
  // First of all: whatever a playback came to after it was ready, it comes to in the same way from there.
  const ready = await becomeReady(stores, said, now);
  const news = await becomeAsSaid(stores, said, now);
  const further = new Set(news.map(({ id }) => id));
  await logChanges(stores, [...ready.filter(({ id }) => !further.has(id)), ...news], said, now);
}

/** Those devices hold the current programmes of their zones: everything that is planned for them has reached them. */
export async function markDelivered(stores: Stores, said: readonly SaidReceipt[], now: Instant): Promise<void> {
  const accepted = [...newestAccepted(said)];
  if (accepted.length === 0) return;
  const current = await stores.delivery.programmeVersionsOf([...new Set(accepted.map(([, { zoneId }]) => zoneId))]);
  const versions = new Map(current.map((each) => [each.zoneId, each]));
  const poles = accepted.flatMap(([{ controllerId }, { zoneId, epoch, version }]) => {
    const known = versions.get(zoneId);
    return known?.epoch === epoch && known.version === version ? [{ controllerId, zoneId }] : [];
  });
  if (poles.length > 0) await stores.air.movePlannedPlaybacks(poles, BECOMES_DELIVERED, 'delivered', now);
}

/** The newest programme that each device said it has. */
export function newestAccepted(
  said: readonly SaidReceipt[],
): ReadonlyMap<Device, Extract<Receipt, { readonly kind: 'programme-accepted' }>> {
  return new Map(
    said.flatMap(({ device, receipt }) => (receipt.kind === 'programme-accepted' ? [[device, receipt] as const] : [])),
  );
}

/** Playbacks that nobody said anything of by their deadline. */
export async function expirePlaybacks(stores: Stores, overdue: readonly Playback[], now: Instant): Promise<void> {
  const settled = overdue.map((playback) => change(playback, 'expire', now, { reason: 'no-evidence' }));
  await stores.air.putOutcomes(settled);
  await logChanges(stores, settled, [], now);
}

/** The playback as receipts of its own controller have made it that came before it was written down here. */
export async function replayed({ delivery, devices }: StoreReads, playback: Playback, now: Instant): Promise<Playback> {
  const receipts = await delivery.receiptsOfPlayback(playback.id);
  if (receipts.length === 0) return playback;
  const speakers = await devices.devicesByIds([...new Set(receipts.map(({ deviceId }) => deviceId))]);
  const own = new Set(speakers.filter((each) => each.controllerId === playback.controllerId).map(({ id }) => id));
  return [...receipts]
    .filter(({ deviceId }) => own.has(deviceId))
    .sort((a, b) => a.sequence - b.sequence)
    .reduce((known, { body }) => after(known, body as Receipt, now), playback);
}

async function becomeReady({ air }: Stores, said: readonly SaidReceipt[], now: Instant): Promise<readonly Changed[]> {
  const named = said.flatMap(({ device: { controllerId }, receipt }) =>
    receipt.kind === 'ready' ? [{ controllerId, playbackIds: receipt.playbackIds }] : [],
  );
  if (named.length === 0) return [];
  const moved = await air.movePlaybacks(named, BECOMES_READY, 'ready', now);
  return moved.map((each) => ({ ...each, state: 'ready', reason: null }));
}

/** Follows what is said of single playbacks. Returns those that stand elsewhere now; incidents are told by themselves. */
async function becomeAsSaid(stores: Stores, said: readonly SaidReceipt[], now: Instant): Promise<readonly Playback[]> {
  const about = said.flatMap(({ device, receipt }) =>
    EVENT_OF[receipt.kind] && 'playbackId' in receipt ? [{ device, receipt, id: receipt.playbackId }] : [],
  );
  const ids = [...new Set(about.map(({ id }) => id))];
  if (ids.length === 0) return [];
  const before = new Map((await stores.air.playbacksByIds(ids)).map((each) => [each.id, each]));
  const playbacks = new Map(before);
  const speakers = new Map<string, string>();
  const own = about.filter(({ device, id }) => before.get(id)?.controllerId === device.controllerId);
  for (const { device, receipt, id } of own) {
    playbacks.set(id, after(playbacks.get(id)!, receipt, now));
    speakers.set(id, device.id);
  }
  const touched = [...playbacks.values()].filter((playback) => playback !== before.get(playback.id));
  const changed = await marked(
    stores,
    touched,
    own.map(({ receipt }) => receipt),
  );
  await stores.air.putOutcomes(changed);
  // What an emergency cut short may have to sound anew.
  const cutShort = changed.filter(({ reason }) => reason === 'pre-empted');
  for (const communeId of new Set(cutShort.map((each) => each.communeId))) await stores.air.wantPlan(communeId);
  const late = changed.filter(({ id, playedAfterCancel }) => playedAfterCancel && !before.get(id)!.playedAfterCancel);
  await raiseAfterCancel(stores, late, ({ id }) => `device:${speakers.get(id)}`, now);
  return changed.filter((playback) => playback.state !== before.get(playback.id)!.state && !late.includes(playback));
}

/** The playbacks with their mark, if they were cancelled: whether they began after that, by what their device says now. */
async function marked(
  stores: Stores,
  playbacks: readonly Playback[],
  receipts: readonly Receipt[],
): Promise<readonly Playback[]> {
  const cancelled = playbacks.filter(({ cancelledAt }) => cancelledAt !== null);
  if (cancelled.length === 0) return playbacks;
  const airings = new Map(
    (await stores.air.airingsByIds(cancelled.map(({ airingId }) => airingId))).map((each) => [each.id, each]),
  );
  const begins = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    if (receipt.kind === 'started')
      begins.set(receipt.playbackId, [...(begins.get(receipt.playbackId) ?? []), receipt]);
  }
  return playbacks.map((playback) => {
    const { id, airingId, state, cancelledAt } = playback;
    const airing = airings.get(airingId);
    if (cancelledAt === null || !airing) return playback;
    const late = (begins.get(id) ?? []).some((body) => saysItBeganLate({ body }, airing, cancelledAt));
    const playedAfterCancel = state === 'playing' ? playback.playedAfterCancel || late : beganAfterCancel(playback);
    return { ...playback, playedAfterCancel };
  });
}

/** One event for each commune. It mentions every playback, so that it is found by each. */
async function logChanges(
  stores: Stores,
  changed: readonly Changed[],
  said: readonly SaidReceipt[],
  at: Instant,
): Promise<void> {
  const devices = new Map(said.map(({ device }) => [device.controllerId, device.id]));
  for (const communeId of new Set(changed.map((each) => each.communeId))) {
    const own = changed.filter((each) => each.communeId === communeId);
    const poles = [...new Set(own.map(({ controllerId }) => controllerId))];
    const deviceIds = poles.flatMap((id) => devices.get(id) ?? []);
    const actor = deviceIds.length === 1 ? `device:${deviceIds[0]}` : 'system';
    const details = { changes: toldTogether(own), deviceIds };
    const event = { communeId, at, kind: 'playback.changed', actor, subjectId: communeId, details } as const;
    await stores.events.append(
      event,
      own.map(({ id }) => id),
    );
  }
}

/** Follows the lifecycle where it allows what happened; evidence that says nothing new about an ended playback is only stored. */
function after(playback: Playback, receipt: Receipt, now: Instant): Playback {
  const event = EVENT_OF[receipt.kind];
  if (event === undefined || !allows(PLAYBACK_LIFECYCLE, playback.state, event)) return playback;
  return change(playback, event, now, proofOf(receipt));
}

function change(playback: Playback, event: PlaybackEvent, now: Instant, proof: Proof): Playback {
  return { ...playback, ...proof, state: follow(PLAYBACK_LIFECYCLE, playback.state, event), changedAt: now };
}

type Proof = Partial<Pick<Playback, 'startedAt' | 'playedMs' | 'reason'>>;

function proofOf(receipt: Receipt): Proof {
  switch (receipt.kind) {
    case 'played':
      return { startedAt: receipt.startedAt, playedMs: receipt.playedMs, reason: null };
    case 'interrupted':
      return { startedAt: receipt.startedAt, playedMs: receipt.playedMs, reason: receipt.reason };
    case 'missed':
    case 'refused':
      return { reason: receipt.reason };
    default:
      return {};
  }
}

function statesThat(event: PlaybackEvent): readonly PlaybackState[] {
  return PLAYBACK_STATES.filter((state) => {
    const next = PLAYBACK_LIFECYCLE[state][event];
    return next !== undefined && next !== state;
  });
}
