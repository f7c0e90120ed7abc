// Writes what many devices said down: each receipt once and in order, and what follows from it, with a few statements however many they are.
import type { Device, Instant } from '#domain';
import type { Receipt, ReceiptBatch } from '#protocol';
import { applyToPlaybacks, markDelivered, newestAccepted } from './playback-evidence';
import type { SaidReceipt } from './said-receipt';
import { takeSelfTestAnswers } from '../poles/self-test-answers';
import type { EvidenceMark, StoredReceipt, Stores } from '../ports/stores';

/** Receipts that are believed, with the device that signed them. */
export interface SaidBatch {
  readonly device: Device;
  readonly batch: ReceiptBatch;
}

/**
 * What was stored before is skipped, what would leave a gap waits for its predecessor. Returns for each batch up to where its device's
 * receipts are stored now.
 */
export async function writeReceipts(
  stores: Stores,
  batches: readonly SaidBatch[],
  now: Instant,
): Promise<readonly EvidenceMark[]> {
  const marks = new Map<string, EvidenceMark>();
  for (const mark of await stores.delivery.evidenceMarks(batches.map(({ device }) => device.id))) {
    marks.set(placeOf(mark), mark);
  }
  const fresh: SaidReceipt[] = [];
  const stored: StoredReceipt[] = [];
  const moved = new Map<string, EvidenceMark>();
  for (const { device, batch } of batches) {
    const { deviceId, deviceEpoch } = batch;
    let sequence = marks.get(placeOf(batch))?.sequence ?? 0;
    for (const receipt of [...batch.receipts].sort((a, b) => a.sequence - b.sequence)) {
      if (receipt.sequence !== sequence + 1) continue;
      sequence = receipt.sequence;
      fresh.push({ device, receipt });
      stored.push(storedReceipt(batch, receipt, now));
    }
    const mark = { deviceId, deviceEpoch, sequence };
    if (sequence > (marks.get(placeOf(batch))?.sequence ?? 0)) moved.set(placeOf(batch), mark);
    marks.set(placeOf(batch), mark);
  }
  if (fresh.length > 0) {
    await stores.delivery.insertReceipts(stored);
    await stores.delivery.putEvidenceMarks([...moved.values()]);
    await applyToPlaybacks(stores, fresh, now);
    await markDelivered(stores, fresh, now);
    await takeSelfTestAnswers(stores, fresh, now);
    await noteSeen(stores, fresh, now);
  }
  return batches.map(({ batch }) => marks.get(placeOf(batch))!);
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
