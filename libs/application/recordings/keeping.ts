// Removes the bytes of recordings that nobody needs any more, by the rule of their commune. First it is written down, then the bytes go: a server that
// dies in between takes them away at its next look.
import { DAY_MS, HOUR_MS, removableFrom, type Commune, type Instant, type Recording, type RecordingUse } from '#domain';
import { Injectable } from '@nestjs/common';
import { AudioStore } from '../ports/audio-store';
import { Breath } from '../ports/breath';
import { Clock } from '../ports/clock';
import type { SaidIn, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** So many are looked at before others get their turn. */
const AT_ONCE = 50;

/** What was written down this long ago and lies there yet, because a server died, is looked for. */
const LOOK_BACK_MS = 7 * DAY_MS;

@Injectable()
export class RecordingKeeping {
  private readonly lookedAt = new Map<string, Instant>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly sounds: AudioStore,
    private readonly breath: Breath,
  ) {}

  /** Once a day for each commune. A chore: safe to repeat. */
  async removeOld(communeId: string): Promise<void> {
    const now = this.clock.now();
    if (now - (this.lookedAt.get(communeId) ?? -Infinity) < DAY_MS) return;
    const { read } = this.unitOfWork;
    const commune = await read.places.commune(communeId);
    if (!commune) return;
    await this.takeAway(await read.recordings.removedSince(communeId, now - LOOK_BACK_MS));
    const { unusedDays, playedDays } = commune.rules.keeping;
    const receivedBefore = now - Math.min(unusedDays, playedDays) * DAY_MS;
    for (let afterId = ''; ;) {
      const some = await read.recordings.keptBefore(communeId, receivedBefore, afterId, AT_ONCE);
      if (some.length === 0) break;
      const removed = await this.unitOfWork.run((stores) => markRemovable(stores, commune, some, now));
      await this.takeAway(removed);
      afterId = some.at(-1)!.id;
      await this.breath.taken();
    }
    this.lookedAt.set(communeId, now);
  }

  /** The bytes that no other recording keeps. */
  private async takeAway(recordings: readonly Recording[]): Promise<void> {
    const all = [...new Set(recordings.flatMap(({ sha256, rendition }) => [sha256, rendition?.sha256 ?? sha256]))];
    const kept = await this.unitOfWork.read.recordings.keptBytes(all);
    for (const sha256 of all)
      if (!kept.has(sha256)) await this.sounds.remove(sha256, this.clock.machineNow() - HOUR_MS);
  }
}

/** Writes down which of them need not be kept; looked at in the same unit of work, so that nobody books one meanwhile. */
async function markRemovable(
  stores: Stores,
  commune: Commune,
  some: readonly Recording[],
  now: Instant,
): Promise<readonly Recording[]> {
  const uses = await usesOf(stores, commune, some);
  const removed: Recording[] = [];
  for (const recording of some) {
    const own = uses.get(recording.id) ?? [];
    const from = removableFrom(recording.receivedAt, own, commune.rules.keeping);
    if (from === null || from > now) continue;
    await stores.recordings.update(recording.id, { removedAt: now });
    await stores.events.append({
      ...{ communeId: commune.id, at: now, kind: 'recording.removed', actor: 'system', subjectId: recording.id },
      details: { hasSounded: own.some(({ lastStartsAt }) => lastStartsAt !== null) },
    });
    removed.push(recording);
  }
  return removed;
}

async function usesOf(
  stores: StoreReads,
  commune: Commune,
  some: readonly Recording[],
): Promise<ReadonlyMap<string, readonly RecordingUse[]>> {
  const said = await stores.recordings.saidIn(
    commune.id,
    some.map(({ id }) => id),
  );
  const framing = await framingOf(stores, commune);
  const uses = new Map<string, RecordingUse[]>();
  for (const each of said) {
    const use = await useOf(stores, each, framing);
    uses.set(each.recordingId, [...(uses.get(each.recordingId) ?? []), use]);
  }
  return uses;
}

/** Announcements that sound without being booked. */
async function framingOf(stores: StoreReads, commune: Commune): Promise<ReadonlySet<string | null>> {
  const { openingAnnouncementId, closingAnnouncementId, rules } = commune;
  const templates = await stores.emergencies.templates(commune.id);
  return new Set([
    ...[openingAnnouncementId, closingAnnouncementId, rules.drill.openingAnnouncementId],
    ...[rules.drill.closingAnnouncementId],
    ...templates.flatMap(({ announcementId, allClearAnnouncementId }) => [announcementId, allClearAnnouncementId]),
  ]);
}

async function useOf(
  { announcements, bookings }: StoreReads,
  { announcementId, lastStartsAt }: SaidIn,
  framing: ReadonlySet<string | null>,
): Promise<RecordingUse> {
  const { createdAt, messageClass, state } = (await announcements.announcement(announcementId))!;
  const booked = await bookings.ofAnnouncement(announcementId);
  const isOpen = booked.some((each) => each.state === 'proposed' || each.state === 'approved');
  // A warning that was approved can be given at any time.
  const isWarning = messageClass === 'emergency' && state === 'approved';
  return { writtenAt: createdAt, maySound: isOpen || isWarning || framing.has(announcementId), lastStartsAt };
}
