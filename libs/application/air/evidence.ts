// What devices prove. Receipts are verified, stored once and in order, turned into playback states, and only then acknowledged: a device
// forgets nothing that is not durable here.
import {
  allows,
  beganAfterCancel,
  follow,
  isExercise,
  PLAYBACK_LIFECYCLE,
  type Device,
  type Instant,
  type Playback,
  type PlaybackEvent,
} from '#domain';
import { EnvelopeError, openEnvelope, playbackIdOf, publicKeyOf, type Receipt, type ReceiptBatch } from '#protocol';
import { Injectable } from '@nestjs/common';
import { raiseAfterCancel } from './after-cancel';
import { saysItBeganLate } from './cancelled-playbacks';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { StoredReceipt, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from '../wire/seals';
import { takeSelfTestAnswers } from '../poles/self-test-answers';

/** What each kind of receipt does to the playback it names. */
const EVENT_OF: Readonly<Partial<Record<Receipt['kind'], PlaybackEvent>>> = {
  started: 'start',
  played: 'play',
  interrupted: 'interrupt',
  missed: 'miss',
  refused: 'refuse',
};

@Injectable()
export class Evidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /**
   * Takes a sealed batch of receipts. What was stored before is skipped, what would leave a gap waits for its predecessor; the
   * acknowledgement names the last receipt that is safe here. A batch that is not believed is logged and not acknowledged.
   */
  async accept(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    const device = await this.unitOfWork.read.devices.device(deviceId);
    if (!device || device.communeId !== communeId) return;
    const batch = await this.believe(device, envelope);
    if (!batch) return;
    const sequence = await this.unitOfWork.run((stores) => this.store(stores, device, batch));
    const ack = { deviceId, deviceEpoch: batch.deviceEpoch, sequence };
    await this.link.acknowledge(communeId, deviceId, await this.seals.seal(communeId, 'receipt-ack', ack));
  }

  /** The `settle` job: playbacks whose evidence did not come by the deadline become `unconfirmed`. Later evidence may still correct them. */
  async settle(communeId: string, limit = 1_000): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const overdue = await stores.air.overduePlaybacks(communeId, now, limit);
      const settled = overdue.map((playback) => change(playback, 'expire', now, { reason: 'no-evidence' }));
      await stores.air.putPlaybacks(settled);
      for (const playback of settled) await this.log(stores, playback, 'system', now);
    });
  }

  private async believe(device: Device, envelope: Uint8Array): Promise<ReceiptBatch | undefined> {
    try {
      const batch = openEnvelope('receipts', envelope, (keyId) =>
        keyId === device.id && device.retiredAt === null ? publicKeyOf(device.publicKey) : undefined,
      );
      const owns =
        batch.deviceId === device.id &&
        batch.controllerId === device.controllerId &&
        batch.communeId === device.communeId;
      if (owns) return batch;
      await this.reject(device, 'not-its-own');
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      await this.reject(device, error.fault);
    }
    return undefined;
  }

  private reject(device: Device, reason: string): Promise<void> {
    return this.unitOfWork.run(({ events }) =>
      events.append({
        communeId: device.communeId,
        at: this.clock.now(),
        kind: 'evidence.rejected',
        actor: `device:${device.id}`,
        subjectId: device.controllerId,
        details: { reason },
      }),
    );
  }

  /** Stores the receipts that follow without a gap and returns the last sequence that is stored. */
  private async store(stores: Stores, device: Device, batch: ReceiptBatch): Promise<number> {
    const now = this.clock.now();
    const mark = await stores.delivery.evidenceMark(device.id, batch.deviceEpoch);
    let sequence = mark?.sequence ?? 0;
    const fresh: Receipt[] = [];
    for (const receipt of [...batch.receipts].sort((a, b) => a.sequence - b.sequence)) {
      if (receipt.sequence !== sequence + 1) continue;
      fresh.push(receipt);
      sequence = receipt.sequence;
    }
    if (!fresh.length) return sequence;
    await stores.delivery.insertReceipts(fresh.map((receipt) => storedReceipt(device, batch, receipt, now)));
    await stores.delivery.putEvidenceMark({ deviceId: device.id, deviceEpoch: batch.deviceEpoch, sequence });
    await this.applyToPlaybacks(stores, device, fresh, now);
    await this.applyToDevice(stores, device, fresh, now);
    await takeSelfTestAnswers(stores, device, fresh, now);
    return sequence;
  }

  private async applyToPlaybacks(
    stores: Stores,
    device: Device,
    receipts: readonly Receipt[],
    now: Instant,
  ): Promise<void> {
    const named = receipts.flatMap((receipt) =>
      receipt.kind === 'ready' ? receipt.playbackIds : 'playbackId' in receipt ? [receipt.playbackId] : [],
    );
    const playbacks = new Map((await stores.air.playbacksByIds([...new Set(named)])).map((each) => [each.id, each]));
    const before = new Map(playbacks);
    for (const receipt of receipts) {
      if (receipt.kind === 'ready') {
        for (const id of receipt.playbackIds) apply(playbacks, device, id, 'ready', now, {});
        continue;
      }
      const event = EVENT_OF[receipt.kind];
      if (event && 'playbackId' in receipt) apply(playbacks, device, receipt.playbackId, event, now, proofOf(receipt));
    }
    const touched = [...playbacks.values()].filter((playback) => playback !== before.get(playback.id));
    const changed = await marked(stores, touched, receipts);
    await stores.air.putPlaybacks(changed);
    // What an emergency cut short may have to sound anew.
    if (changed.some(({ reason }) => reason === 'pre-empted')) await stores.air.wantPlan(device.communeId);
    const actor = `device:${device.id}`;
    const late = changed.filter(({ id, playedAfterCancel }) => playedAfterCancel && !before.get(id)!.playedAfterCancel);
    for (const playback of changed) {
      const isNews = playback.state !== before.get(playback.id)!.state;
      if (isNews && !late.includes(playback)) await this.log(stores, playback, actor, now);
    }
    await raiseAfterCancel(stores, late, actor, now);
  }

  private async applyToDevice(
    stores: Stores,
    device: Device,
    receipts: readonly Receipt[],
    now: Instant,
  ): Promise<void> {
    const accepted = receipts.findLast((receipt) => receipt.kind === 'programme-accepted');
    await stores.devices.updateDevice(device.id, {
      lastSeenAt: now,
      ...(accepted && { programme: { epoch: accepted.epoch, version: accepted.version } }),
    });
    if (!accepted) return;
    const current = await stores.delivery.programme(accepted.zoneId);
    if (current?.epoch !== accepted.epoch || current.version !== accepted.version) return;
    await this.markDelivered(stores, device, accepted.zoneId, now);
  }

  /** The device holds the current programme: everything of the zone that is planned for it has reached it. */
  private async markDelivered(stores: Stores, device: Device, zoneId: string, now: Instant): Promise<void> {
    const airings = await stores.air.airingsOfZone(zoneId, now, Number.MAX_SAFE_INTEGER);
    const ids = airings
      .filter(({ state, controllerIds }) => state === 'planned' && controllerIds.includes(device.controllerId))
      // A drill does not travel with the programme.
      .filter((airing) => !isExercise(airing))
      .map(({ id }) => playbackIdOf(id, device.controllerId));
    const waiting = (await stores.air.playbacksByIds(ids)).filter(({ state }) => state === 'planned');
    await stores.air.putPlaybacks(waiting.map((playback) => change(playback, 'deliver', now, {})));
  }

  private log(stores: Stores, playback: Playback, actor: string, now: Instant): Promise<void> {
    return stores.events.append({
      communeId: playback.communeId,
      at: now,
      kind: 'playback.changed',
      actor,
      subjectId: playback.id,
      details: {
        state: playback.state,
        controllerId: playback.controllerId,
        rundownId: playback.rundownId,
        reason: playback.reason,
      },
    });
  }
}

/** The playback as receipts have made it that came before it was written down here, as they do when an order outruns its plan. */
export function replayed(playback: Playback, receipts: readonly StoredReceipt[], now: Instant): Playback {
  return [...receipts]
    .sort((a, b) => a.sequence - b.sequence)
    .reduce((known, { body }) => {
      const receipt = body as Receipt;
      const event = EVENT_OF[receipt.kind];
      const means = event !== undefined && allows(PLAYBACK_LIFECYCLE, known.state, event);
      return means ? change(known, event, now, proofOf(receipt)) : known;
    }, playback);
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

/** Follows the lifecycle where it allows the event; evidence that says nothing new about an ended playback is only stored. */
function apply(
  playbacks: Map<string, Playback>,
  device: Device,
  id: string,
  event: PlaybackEvent,
  now: Instant,
  proof: Proof,
): void {
  const playback = playbacks.get(id);
  // A device speaks for its own controller only.
  if (!playback || playback.controllerId !== device.controllerId) return;
  if (!allows(PLAYBACK_LIFECYCLE, playback.state, event)) return;
  playbacks.set(id, change(playback, event, now, proof));
}

function change(playback: Playback, event: PlaybackEvent, now: Instant, proof: Proof): Playback {
  return { ...playback, ...proof, state: follow(PLAYBACK_LIFECYCLE, playback.state, event), changedAt: now };
}

/** The playbacks with their mark, if they were cancelled: whether they began after that, by what their device says now. */
async function marked(
  stores: Stores,
  playbacks: readonly Playback[],
  receipts: readonly Receipt[],
): Promise<readonly Playback[]> {
  const cancelled = playbacks.filter(({ cancelledAt }) => cancelledAt !== null);
  const airings = new Map(
    (await stores.air.airingsByIds(cancelled.map(({ airingId }) => airingId))).map((each) => [each.id, each]),
  );
  return playbacks.map((playback) => {
    const { id, airingId, state, cancelledAt } = playback;
    const airing = airings.get(airingId);
    if (cancelledAt === null || !airing) return playback;
    const begins = receipts.filter((receipt) => receipt.kind === 'started' && receipt.playbackId === id);
    const late = begins.some((body) => saysItBeganLate({ body }, airing, cancelledAt));
    const playedAfterCancel = state === 'playing' ? playback.playedAfterCancel || late : beganAfterCancel(playback);
    return { ...playback, playedAfterCancel };
  });
}

function storedReceipt(device: Device, batch: ReceiptBatch, receipt: Receipt, receivedAt: Instant): StoredReceipt {
  return {
    deviceId: device.id,
    deviceEpoch: batch.deviceEpoch,
    sequence: receipt.sequence,
    communeId: device.communeId,
    kind: receipt.kind,
    playbackId: 'playbackId' in receipt ? receipt.playbackId : null,
    deviceAt: receipt.at,
    receivedAt,
    body: receipt,
  };
}
