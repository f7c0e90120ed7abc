// Writing an announcement, handing it in, approving it, sending it back. Approving a booking calls the same approval when one act approves
// both.
import {
  ANNOUNCEMENT_LIFECYCLE,
  BOOKING_LIFECYCLE,
  comesFromAbove,
  follow,
  Problem,
  requireKept,
  type Actor,
  type AirWish,
  type Announcement,
  type AnnouncementEvents,
  type AnnouncementSource,
  type Happening,
  type Instant,
  type LanguageVersion,
  type MessageClass,
  type Recording,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere, requireCommune, requireFreshProof, visible } from '../acting/access';
import { announcementInReach, requireActOn, seesAnnouncement, seesRecording, withinReach } from '../acting/reach';
import { viewOf, type AnnouncementView } from './announcement-view';
import { approveContent, requireMayApprove, tellApprovers } from './approvals';
import { requireUnedited } from '../acting/edits';
import { newId } from '../acting/new-id';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What a person writes of an announcement. */
interface AnnouncementDraft {
  readonly title: string;
  readonly category: string;
  readonly messageClass: MessageClass;
  readonly versions: readonly LanguageVersion[];
  readonly wish?: AirWish | null;
}

@Injectable()
export class Announcements {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `announcement-has-no-sound` when a version's recording is not of this commune. */
  async create(actor: Actor, communeId: string, draft: AnnouncementDraft): Promise<AnnouncementView> {
    requireActSomewhere(actor, 'announcement.write', communeId);
    const now = this.clock.now();
    const announcement = announcementBy(actor, communeId, { ...draft, source: 'commune' }, now);
    return this.unitOfWork.run(async (stores) => {
      await requireRecordings(stores, actor, communeId, draft.versions);
      await stores.announcements.insert(announcement);
      await this.log(stores, announcement, actor, { kind: 'announcement.created', details: { title: draft.title } });
      return viewOf(stores, announcement);
    });
  }

  /**
   * Takes in an announcement of the province or of civil defence, handed in as it is: its class comes with it. Throws Problem
   * `recording-not-ready`.
   */
  async takeFromAbove(
    actor: Actor,
    communeId: string,
    draft: AnnouncementDraft & { readonly source: AnnouncementSource },
  ): Promise<AnnouncementView> {
    requireActSomewhere(actor, 'emergency.upstream', communeId);
    const announcement = announcementBy(actor, communeId, draft, this.clock.now());
    return this.unitOfWork.run(async (stores) => {
      await requireRecordings(stores, actor, communeId, draft.versions);
      const view = await viewOf(stores, announcement);
      if (view.digest === null) throw new Problem('recording-not-ready', { recordings: notReady(view.recordings) });
      requireKept(view.recordings);
      const state = follow(ANNOUNCEMENT_LIFECYCLE, announcement.state, 'submit');
      await stores.announcements.insert({ ...announcement, state });
      const { source } = draft;
      await this.log(stores, announcement, actor, {
        kind: 'announcement.submitted',
        details: { digest: view.digest, source },
      });
      return { ...view, state };
    });
  }

  /**
   * Changes an announcement that stands at `revision`. Whatever changes its digest makes the actor an editor and voids approvals; its
   * category does not. Throws Problem `edited-meanwhile`, `wrong-state`, `announcement-class-fixed`.
   */
  async edit(
    actor: Actor,
    id: string,
    revision: number,
    change: Partial<AnnouncementDraft>,
  ): Promise<AnnouncementView> {
    return this.unitOfWork.run(async (stores) => {
      const before = await announcementInReach(stores, actor, id);
      await requireActOn(stores, actor, 'announcement.write', before);
      await requireUnedited(stores, before, revision);
      if (changesClass(before, change) && comesFromAbove(before)) throw new Problem('announcement-class-fixed');
      const contentChanged = changesContent(before, change);
      if (change.versions) await requireRecordings(stores, actor, before.communeId, change.versions, before.versions);
      await stores.announcements.update(id, {
        ...change,
        ...(contentChanged && {
          state: follow(ANNOUNCEMENT_LIFECYCLE, before.state, 'edit_content'),
          editors: [...new Set([...before.editors, actor.personId])],
        }),
      });
      await this.log(stores, before, actor, {
        kind: 'announcement.edited',
        details: { before: pick(before, change), after: change },
      });
      if (contentChanged) await this.voidApprovals(stores, before, actor);
      await stores.air.wantPlan(before.communeId);
      return viewOf(stores, (await stores.announcements.announcement(id))!);
    });
  }

  /** Hands it in for approval. Throws Problem `recording-not-ready` while a sound is still being rendered or was refused. */
  async submit(actor: Actor, id: string): Promise<AnnouncementView> {
    return this.unitOfWork.run(async (stores) => {
      const before = await announcementInReach(stores, actor, id);
      await requireActOn(stores, actor, 'announcement.write', before);
      const view = await viewOf(stores, before);
      if (!view.versions.length) throw new Problem('announcement-has-no-sound');
      if (view.digest === null) throw new Problem('recording-not-ready', { recordings: notReady(view.recordings) });
      requireKept(view.recordings);
      const state = follow(ANNOUNCEMENT_LIFECYCLE, before.state, 'submit');
      await stores.announcements.update(id, { state, note: null });
      await this.log(stores, before, actor, { kind: 'announcement.submitted', details: { digest: view.digest } });
      await tellApprovers(stores, { ...before, proposedBy: null }, actor, this.clock.now());
      return viewOf(stores, (await stores.announcements.announcement(id))!);
    });
  }

  /**
   * Approves the content alone; its bookings still need their own approval. `digest` says what was heard and read. Throws Problem
   * `approval-stale`, `approval-self`, `not-allowed`, `announcement-not-submitted`, `proof-too-old`.
   */
  async approve(actor: Actor, id: string, digest: string): Promise<AnnouncementView> {
    return this.unitOfWork.run(async (stores) => {
      const announcement = await announcementInReach(stores, actor, id);
      await requireMayApprove(stores, announcement, actor);
      requireFreshProof(actor, 'booking.approve.leader');
      const before = await viewOf(stores, announcement);
      if (before.digest === null || before.digest !== digest) throw new Problem('approval-stale');
      await approveContent(stores, before, actor, this.clock.now());
      return viewOf(stores, (await stores.announcements.announcement(id))!);
    });
  }

  /** Sends it back with a note, which its author is told. Throws Problem `note-required` when it says nothing. */
  async requestChanges(actor: Actor, id: string, note: string): Promise<AnnouncementView> {
    return this.unitOfWork.run(async (stores) => {
      const before = visible(actor, await stores.announcements.announcement(id));
      requireActSomewhere(actor, 'approval.refuse', before.communeId);
      if (note.trim() === '') throw new Problem('note-required');
      const state = follow(ANNOUNCEMENT_LIFECYCLE, before.state, 'request_changes');
      await stores.announcements.update(id, { state, note });
      await this.log(stores, before, actor, { kind: 'announcement.changes-requested', details: { note } });
      const { communeId, title, createdBy } = before;
      const values = { title, note, who: actor.name };
      await tell(
        stores,
        [createdBy],
        { communeId, kind: 'changes-requested', subjectId: id, values },
        this.clock.now(),
      );
      return viewOf(stores, (await stores.announcements.announcement(id))!);
    });
  }

  async announcement(actor: Actor, id: string): Promise<AnnouncementView> {
    const { read } = this.unitOfWork;
    return viewOf(read, await announcementInReach(read, actor, id));
  }

  /** Newest first, as far as a grant of the actor reaches; `mine`: only what the actor wrote. */
  async list(actor: Actor, communeId: string, page: PageRequest, { mine = false } = {}): Promise<Page<Announcement>> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const author = mine ? actor.personId : undefined;
    const { items, nextCursor } = await read.announcements.announcements(communeId, page, author);
    return { items: await withinReach(items, (each) => seesAnnouncement(read, actor, each)), nextCursor };
  }

  private async voidApprovals(stores: Stores, announcement: Announcement, actor: Actor): Promise<void> {
    const now = this.clock.now();
    if (announcement.state === 'approved') {
      await stores.bookings.voidApprovals(announcement.id, now, 'content-edited');
      await this.log(stores, announcement, actor, {
        kind: 'announcement.voided',
        details: { reason: 'content-edited' },
      });
    }
    for (const booking of await stores.bookings.ofAnnouncement(announcement.id)) {
      if (booking.state !== 'approved') continue;
      await stores.bookings.voidApprovals(booking.id, now, 'content-edited');
      await stores.bookings.update(booking.id, {
        state: follow(BOOKING_LIFECYCLE, booking.state, 'void'),
        approvedBy: null,
        approvedAt: null,
        approvedDigest: null,
        // Its minute is chosen anew with the next approval.
        soonestAt: null,
      });
    }
  }

  private log(
    stores: Stores,
    { id, communeId }: Announcement,
    actor: Actor,
    happening: Happening<keyof AnnouncementEvents>,
  ): Promise<void> {
    const at = this.clock.now();
    return stores.events.append({ communeId, at, actor: actor.personId, subjectId: id, ...happening });
  }
}

/** A draft by this person. */
function announcementBy(
  { personId }: Actor,
  communeId: string,
  draft: AnnouncementDraft & { readonly source: AnnouncementSource },
  now: Instant,
): Announcement {
  return {
    wish: null,
    ...draft,
    id: newId(now),
    communeId,
    state: 'draft',
    createdBy: personId,
    editors: [personId],
    createdAt: now,
    revision: 1,
    note: null,
  };
}

/** Whether the change touches what an approval is bound to. */
function changesContent(before: Announcement, change: Partial<AnnouncementDraft>): boolean {
  return (
    changesClass(before, change) ||
    (change.title !== undefined && change.title !== before.title) ||
    (change.versions !== undefined && JSON.stringify(change.versions) !== JSON.stringify(before.versions))
  );
}

function changesClass(before: Announcement, { messageClass }: Partial<AnnouncementDraft>): boolean {
  return messageClass !== undefined && messageClass !== before.messageClass;
}

function pick(before: Announcement, change: Partial<AnnouncementDraft>): Partial<AnnouncementDraft> {
  return Object.fromEntries(Object.keys(change).map((key) => [key, before[key as keyof AnnouncementDraft]]));
}

function notReady(recordings: readonly Recording[]): readonly unknown[] {
  return recordings
    .filter((recording) => recording.state !== 'ready')
    .map(({ id, state, refusal }) => ({ id, state, refusal: refusal?.code ?? null }));
}

/** Passes when every version names a recording of the commune that the actor may listen to, or one that was in it `before`. */
async function requireRecordings(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  versions: readonly LanguageVersion[],
  before: readonly LanguageVersion[] = [],
): Promise<void> {
  const ids = new Set(versions.map((version) => version.recordingId));
  const stood = new Set(before.map((version) => version.recordingId));
  const own = (await stores.recordings.byIds([...ids])).filter(
    (recording) => recording.communeId === communeId && (stood.has(recording.id) || seesRecording(actor, recording)),
  );
  if (own.length !== ids.size) throw new Problem('not-found', { field: 'versions' });
}
