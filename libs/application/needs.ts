// "Việc cần xử lý": everything that needs a person of the desk now, each with the one thing to do next. Every role sees its own part.
import {
  addDays,
  ANSWERS_UNTIL_MS,
  broadcastsOf,
  DAY_MS,
  localDateOf,
  mayApprove,
  mayDo,
  maySignReview,
  openTroubles,
  Problem,
  SOON_MS,
  type Act,
  type Actor,
  type ApprovalRefusal,
  type Broadcast,
  type BroadcastState,
  type Commune,
  type CommuneAir,
  type Complaint,
  type Controller,
  type Device,
  type Instant,
  type LocalDate,
  type MessageClass,
  type MissingPole,
  type ReviewSubject,
  type VillageTrouble,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireCommune } from './access';
import { Clock } from './ports/clock';
import type { StoreReads } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';
import { waitingIn } from './waiting';

/** How many of a person's newest notices, and of the newest announcements and reviews, are looked through. */
const LOOKED_THROUGH = 100;

/** Something that waits for the word of a person. */
export type WaitingNeed = {
  /** The thing itself: a request, a booking, an announcement, a review. */
  readonly subjectId: string;
  readonly title: string;
  readonly since: Instant;
} & (
  | { readonly kind: 'emergency-asks'; readonly by: string }
  | {
      readonly kind: 'approval';
      readonly announcementId: string;
      readonly bookingId: string | null;
      readonly messageClass: MessageClass;
      readonly by: string;
      readonly firstStartsAt: Instant | null;
      /** Whether this person may approve it, or why not. */
      readonly may: 'ok' | ApprovalRefusal;
    }
  | { readonly kind: 'fix'; readonly announcementId: string; readonly note: string | null }
  | {
      readonly kind: 'sign';
      readonly subject: ReviewSubject;
      readonly announcementId: string | null;
      readonly by: string;
      readonly dueBy: Instant;
    }
);

/** A trouble with its village and the names of those who reported it. */
export interface TroubleNeed extends VillageTrouble {
  readonly village: string;
  readonly reportedBy: readonly string[];
}

/** A pole that says nothing. */
export interface SilentPole {
  readonly controllerId: string;
  readonly name: string;
  readonly village: string;
  /** Null: it was never heard of. */
  readonly since: Instant | null;
}

/** A buổi phát of the next two hours, or on air now. */
export interface SoonBroadcast extends Omit<Broadcast, 'missing'> {
  readonly missing: readonly (MissingPole & { readonly name: string; readonly village: string })[];
}

/** A complaint that nobody answered, with the pole below which it was written. */
export interface ComplaintNeed extends Pick<Complaint, 'id' | 'topic' | 'text' | 'at'> {
  readonly pole: string;
  readonly village: string;
}

export interface NeedsView {
  readonly commune: Commune;
  readonly now: Instant;
  /** How many buổi phát of today stand in each state. */
  readonly today: Readonly<Record<BroadcastState, number>>;
  readonly waiting: readonly WaitingNeed[];
  readonly troubles: readonly TroubleNeed[];
  readonly complaints: readonly ComplaintNeed[];
  readonly silentPoles: readonly SilentPole[];
  readonly soon: readonly SoonBroadcast[];
  readonly unreadNotices: number;
}

@Injectable()
export class Needs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What needs this person now. Changes nothing. Throws Problem `not-found`. */
  async now(actor: Actor, communeId: string): Promise<NeedsView> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const commune = await read.places.commune(communeId);
    if (!commune) throw new Problem('not-found');
    const may = (act: Act) => mayDo(actor, act, { communeId, villageId: null });
    const names = await namesOf(read, communeId);
    const span = { from: now - ANSWERS_UNTIL_MS, to: now + DAY_MS };
    const [air, devices] = await Promise.all([airOf(read, commune, span), read.devices.devices(communeId)]);
    const today = localDateOf(now, commune.timeZone);
    const broadcasts = broadcastsOf(since(air, addDays(today, -1)), devices, now);
    const settlements = await read.air.settlements(communeId, localDateOf(span.from, commune.timeZone), today);
    return {
      commune,
      now,
      today: countedByState(broadcasts.filter(({ localDate }) => localDate === today)),
      waiting: [
        ...(may('emergency.order') ? await emergenciesAsking(read, communeId, names) : []),
        ...(may('approval.refuse') ? await approvals(read, actor, commune, names, now) : []),
        ...(await ownToFix(read, actor, communeId)),
        ...(may('review.sign') ? await reviewsToSign(read, actor, communeId, names) : []),
      ],
      troubles: may('booking.propose')
        ? openTroubles(air, settlements, now).map((trouble) => ({
            ...trouble,
            village: names.village(trouble.villageId),
            reportedBy: [...new Set(trouble.reports.map(({ personId }) => names.person(personId)))],
          }))
        : [],
      complaints: may('complaint.answer') ? await openComplaints(read, communeId, names) : [],
      silentPoles:
        may('device.enrol') || may('booking.propose')
          ? silentPoles(await read.places.controllers(communeId), devices, names)
          : [],
      soon: may('commune.view')
        ? broadcasts.filter(({ startsAt, endsAt }) => startsAt <= now + SOON_MS && endsAt > now).map(withNames(names))
        : [],
      unreadNotices: await unreadNotices(read, actor),
    };
  }
}

interface Names {
  person(id: string): string;
  village(id: string): string;
  controller(id: string): string;
  villageOfPole(id: string): string;
}

async function namesOf({ people, places }: StoreReads, communeId: string): Promise<Names> {
  const [persons, villages, zones, controllers] = await Promise.all([
    people.people(communeId),
    places.villages(communeId),
    places.zones(communeId),
    places.controllers(communeId),
  ]);
  const village = (id: string | undefined) => {
    const found = villages.find((each) => each.id === id);
    return found ? `${found.label} ${found.name}` : '';
  };
  return {
    person: (id) => persons.find((each) => each.id === id)?.name ?? '',
    village,
    controller: (id) => controllers.find((each) => each.id === id)?.name ?? '',
    villageOfPole: (id) => {
      const pole = controllers.find((each) => each.id === id);
      return village(zones.find((each) => each.id === pole?.zoneId)?.villageId);
    },
  };
}

async function airOf(
  { air }: StoreReads,
  { id, timeZone }: Commune,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<CommuneAir> {
  const rundowns = await air.rundowns(id, from, to);
  const ids = rundowns.map((rundown) => rundown.id);
  const [airings, playbacks, confirmations] = await Promise.all([
    air.airingsOfRundowns(ids),
    air.playbacksOfRundowns(ids),
    air.confirmations(id, localDateOf(from, timeZone), localDateOf(to, timeZone)),
  ]);
  return { rundowns, airings, playbacks, confirmations };
}

/** Only the rundowns of that day and later; what hangs on others is not looked at. */
function since(air: CommuneAir, localDate: LocalDate): CommuneAir {
  return { ...air, rundowns: air.rundowns.filter((rundown) => rundown.localDate >= localDate) };
}

async function emergenciesAsking(
  { emergencies }: StoreReads,
  communeId: string,
  names: Names,
): Promise<readonly WaitingNeed[]> {
  return (await emergencies.requested(communeId)).map(({ id, title, requestedAt, requestedBy }) => ({
    kind: 'emergency-asks',
    subjectId: id,
    title,
    since: requestedAt,
    by: names.person(requestedBy),
  }));
}

/** What is nearest to its time first, then what waits longest. */
async function approvals(
  stores: StoreReads,
  actor: Actor,
  { id: communeId, approverRule }: Commune,
  names: Names,
  now: Instant,
): Promise<readonly WaitingNeed[]> {
  const waiting = await waitingIn(stores, communeId, now);
  const announcements = await stores.announcements.byIds(waiting.map(({ announcementId }) => announcementId));
  return [...waiting]
    .sort((a, b) => (a.firstStartsAt ?? Infinity) - (b.firstStartsAt ?? Infinity) || a.since - b.since)
    .flatMap((each) => {
      const { subjectId, announcementId, bookingId, title, editors, proposedBy, firstStartsAt } = each;
      const announcement = announcements.find(({ id }) => id === announcementId);
      if (!announcement) return [];
      const may = mayApprove(actor, { communeId, approverRule, editors, proposedBy });
      const by = names.person(proposedBy ?? announcement.createdBy);
      const { messageClass } = announcement;
      const what = { subjectId, announcementId, bookingId, title, messageClass };
      return { kind: 'approval', ...what, since: each.since, by, firstStartsAt, may } as const;
    });
}

/** One's own announcements that came back. */
async function ownToFix(
  { announcements }: StoreReads,
  { personId }: Actor,
  communeId: string,
): Promise<readonly WaitingNeed[]> {
  const { items } = await announcements.announcements(communeId, { limit: LOOKED_THROUGH });
  return items
    .filter(({ state, createdBy }) => createdBy === personId && (state === 'changes_requested' || state === 'void'))
    .map(({ id, title, note, createdAt }) => ({
      kind: 'fix',
      subjectId: id,
      announcementId: id,
      title,
      note,
      since: createdAt,
    }));
}

async function reviewsToSign(
  stores: StoreReads,
  { personId }: Actor,
  communeId: string,
  names: Names,
): Promise<readonly WaitingNeed[]> {
  const { items } = await stores.reviews.reviews(communeId, { limit: LOOKED_THROUGH });
  const open = items.filter((review) => maySignReview(review, personId) === 'ok');
  return Promise.all(
    open.map(async ({ id: subjectId, subject, subjectId: about, actedBy, dueBy }) => {
      const found =
        subject === 'emergency' ? await stores.emergencies.emergency(about) : await stores.bookings.booking(about);
      const announcement = found && (await stores.announcements.announcement(found.announcementId));
      return {
        kind: 'sign',
        subjectId,
        subject,
        announcementId: announcement?.id ?? null,
        title: announcement?.title ?? '',
        since: announcement?.createdAt ?? dueBy,
        by: names.person(actedBy),
        dueBy,
      } as const;
    }),
  );
}

async function openComplaints(
  { complaints }: StoreReads,
  communeId: string,
  names: Names,
): Promise<readonly ComplaintNeed[]> {
  const { items } = await complaints.complaints(communeId, { limit: LOOKED_THROUGH });
  return items
    .filter(({ closedAt }) => closedAt === null)
    .map(({ id, topic, text, at, controllerId }) => {
      const [pole, village] = [names.controller(controllerId), names.villageOfPole(controllerId)];
      return { id, topic, text, at, pole, village };
    });
}

function silentPoles(
  controllers: readonly Controller[],
  devices: readonly Device[],
  names: Names,
): readonly SilentPole[] {
  return controllers.flatMap(({ id, name }) => {
    const device = devices.find(({ controllerId }) => controllerId === id);
    if (device?.online) return [];
    return { controllerId: id, name, village: names.villageOfPole(id), since: device?.lastSeenAt ?? null };
  });
}

function withNames(names: Names) {
  return (broadcast: Broadcast): SoonBroadcast => ({
    ...broadcast,
    missing: broadcast.missing.map((pole) => ({
      ...pole,
      name: names.controller(pole.controllerId),
      village: names.village(pole.villageId),
    })),
  });
}

async function unreadNotices({ notices }: StoreReads, { personId }: Actor): Promise<number> {
  const { items } = await notices.ofPerson(personId, { limit: LOOKED_THROUGH });
  return items.filter(({ readAt }) => readAt === null).length;
}

function countedByState(broadcasts: readonly Broadcast[]): NeedsView['today'] {
  const counts = { preparing: 0, ready: 0, 'not-ready': 0, 'on-air': 0, awaiting: 0, played: 0, trouble: 0 };
  for (const { state } of broadcasts) counts[state] += 1;
  return counts;
}
