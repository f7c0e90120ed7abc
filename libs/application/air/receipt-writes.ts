// Writes what many devices said down: each receipt once and in order, and what follows from it, with a few statements however many they are.
import type { Device, Instant } from '#domain';
import type { DeviceStanding, Receipt, ReceiptBatch } from '#protocol';
import { contradictsItself, tellOfDoubled } from './doubled-boxes';
import { applyToPlaybacks, markDelivered, newestAccepted } from './playback-evidence';
import type { SaidReceipt } from './said-receipt';
import { takeSelfTestAnswers } from '../poles/self-test-answers';
import type { EvidenceMark, StoredReceipt, Stores } from '../ports/stores';
import { followBoxes, type SaidStanding } from '../wire/older-database';
import { tellOfUnknown } from './unknown-airings';

/** Receipts that are believed, with the device that signed them. */
export interface SaidBatch {
  readonly device: Device;
  readonly batch: ReceiptBatch;
  /** Whether the device has begun another journal since, and this one goes on beside it. */
  readonly isOfLeftJournal: boolean;
}

/** Up to where the receipts of a batch's journal are stored. `isDoubled`: the batch is not believed, because it cannot be of the same box. */
export interface WrittenBatch {
  readonly mark: EvidenceMark;
  readonly isDoubled: boolean;
}

/**
 * What was stored before is skipped, what would leave a gap waits for its predecessor. Returns for each batch up to where its device's
 * receipts are stored now.
 */
export async function writeReceipts(
  stores: Stores,
  batches: readonly SaidBatch[],
  now: Instant,
): Promise<readonly WrittenBatch[]> {
  const kept = await stores.delivery.evidenceMarks(batches.map(({ device }) => device.id));
  const marks = new Map(kept.map((mark) => [placeOf(mark), mark]));
  const doubled = new Set<SaidBatch>();
  const fresh: SaidReceipt[] = [];
  const standing: SaidStanding[] = [];
  const stored: StoredReceipt[] = [];
  const moved = new Map<string, EvidenceMark>();
  for (const said of batches) {
    const { device, batch } = said;
    const { deviceId, deviceEpoch } = batch;
    const before = marks.get(placeOf(batch))?.sequence ?? 0;
    const seen = said.isOfLeftJournal
      ? 'two-journals'
      : (await contradictsItself(stores, batch, before))
        ? 'two-words'
        : null;
    if (seen) {
      doubled.add(said);
      await tellOfDoubled(stores, device, seen, now);
      marks.set(placeOf(batch), { deviceId, deviceEpoch, sequence: before });
      continue;
    }
    let sequence = before;
    if (batch.standing) {
      if (batch.standing.acknowledged > before) standing.push({ device, standing: batch.standing });
      sequence = await takenOver(stores, device, batch.standing, before, now);
    }
    for (const receipt of [...batch.receipts].sort((a, b) => a.sequence - b.sequence)) {
      if (receipt.sequence !== sequence + 1) continue;
      sequence = receipt.sequence;
      fresh.push({ device, receipt });
      stored.push(storedReceipt(batch, receipt, now));
    }
    const mark = { deviceId, deviceEpoch, sequence };
    if (sequence > before) moved.set(placeOf(batch), mark);
    marks.set(placeOf(batch), mark);
  }
  // Before anything of them counts: what a box knows more than we do, it knew before it said this.
  await followBoxes(stores, standing, now);
  if (moved.size > 0) await stores.delivery.putEvidenceMarks([...moved.values()]);
  if (fresh.length > 0) {
    await stores.delivery.insertReceipts(stored);
    await applyToPlaybacks(stores, fresh, now);
    await markDelivered(stores, fresh, now);
    await takeSelfTestAnswers(stores, fresh, now);
    await tellOfUnknown(stores, fresh, now);
    await noteSeen(stores, fresh, now);
  }
  return batches.map((said) => ({ mark: marks.get(placeOf(said.batch))!, isDoubled: doubled.has(said) }));
}

/** Up to where this database has to do without: what was acknowledged once, is not known here, and the box no longer has. */
async function takenOver(
  { events }: Stores,
  { id, communeId, controllerId: subjectId }: Device,
  { deviceEpoch, heldFrom }: DeviceStanding,
  stored: number,
  now: Instant,
): Promise<number> {
  const lostTo = heldFrom - 1;
  if (lostTo <= stored) return stored;
  const details = { deviceEpoch, from: stored + 1, to: lostTo };
  await events.append({ communeId, at: now, kind: 'evidence.lost', actor: `device:${id}`, subjectId, details });
  return lostTo;
}

function placeOf({ deviceId, deviceEpoch }: Pick<EvidenceMark, 'deviceId' | 'deviceEpoch'>): string {
  return `${deviceId} ${deviceEpoch}`;
}

function noteSeen({ devices }: Stores, said: readonly SaidReceipt[], now: Instant): Promise<void> {
  const accepted = newestAccepted(said);
  const seen = [...new Set(said.map(({ device }) => device))].map((device) => {
    const programme = accepted.get(device);
    return { id: device.id, programme: programme && { epoch: programme.epoch, version: programme.version } };
  });
  return devices.noteSeen(seen, now);
}

function storedReceipt(batch: ReceiptBatch, receipt: Receipt, receivedAt: Instant): StoredReceipt {
  return {
    deviceId: batch.deviceId,
    deviceEpoch: batch.deviceEpoch,
    sequence: receipt.sequence,
    communeId: batch.communeId,
    kind: receipt.kind,
    playbackId: 'playbackId' in receipt ? receipt.playbackId : null,
    deviceAt: receipt.at,
    receivedAt,
    body: receipt,
  };
}
