// "Việc cần xử lý": everything that needs a person of the desk now, each with the one thing to do next. Every role sees its own part.
import {
  addDays,
  AIRING_FACTS,
  ANSWERS_UNTIL_MS,
  broadcastsOf,
  DAY_MS,
  diskFullAt,
  instantOf,
  isSoon,
  localDateOf,
  mayDo,
  openTroubles,
  PLAYBACK_FACTS,
  Problem,
  RESERVED_BYTES,
  rundownsLookedAt,
  saysSomething,
  type Act,
  type Actor,
  type AuditTrouble,
  type Broadcast,
  type BroadcastState,
  type Commune,
  type CommuneAir,
  type Complaint,
  type Confirmation,
  type Controller,
  type DecodingBound,
  type Device,
  type Instant,
  type LocalDate,
  type MissingPole,
  type Rundown,
  type VillageTrouble,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView } from '../acting/access';
import { sightOf, type Sight } from '../acting/reach';
import { AuditSealing } from '../audit/audit-sealing';
import { namesOf, type Names } from '../acting/names';
import { unplannedNeeds, zonesWithoutPoles, type UnplannedNeed, type ZoneWithoutPoles } from './planning-needs';
import { Clock } from '../ports/clock';
import { SoundRenderer } from '../ports/sound-renderer';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { needsOfPerson, type PersonNeed } from './needs-of-person';

/** How many of a person's newest notices, and of the newest complaints, are looked through. */
const LOOKED_THROUGH = 100;

/** Time to get a larger disk to the mountains. */
const SOON_FULL_MS = 60 * DAY_MS;

/** A trouble with its village and the names of those who reported it. */
export interface TroubleNeed extends VillageTrouble {
  readonly village: string;
  readonly reportedBy: readonly string[];
}

/** A pole that says nothing. */
interface SilentPole {
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
interface ComplaintNeed extends Pick<Complaint, 'id' | 'topic' | 'text' | 'at'> {
  readonly pole: string;
  readonly village: string;
}

/** A disk that will be full within two months, if people go on as they did. */
interface FillingDisk {
  readonly freeBytes: number;
  readonly fullAt: Instant;
}

export interface NeedsView {
  readonly commune: Commune;
  readonly now: Instant;
  /** How many buổi phát of today stand in each state. */
  readonly today: Readonly<Record<BroadcastState, number>>;
  readonly waiting: readonly PersonNeed[];
  /** What of the schedule cannot be planned. */
  readonly unplanned: readonly UnplannedNeed[];
  readonly zonesWithoutPoles: readonly ZoneWithoutPoles[];
  /** Why the event log is not signed any more, for whoever looks after the installation. */
  readonly unguardedLog: AuditTrouble | null;
  /** When the disk will be full, if that is near, for whoever looks after the installation. */
  readonly fillingDisk: FillingDisk | null;
  /** What the decoding of foreign sound is not kept from, for whoever looks after the installation. */
  readonly openDecoding: readonly DecodingBound[];
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
    private readonly auditSealing: AuditSealing,
    private readonly renderer: SoundRenderer,
  ) {}

  /** What needs this person now. Changes nothing. Throws Problem `not-found`. */
  async now(actor: Actor, communeId: string): Promise<NeedsView> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const commune = await read.places.commune(communeId);
    if (!commune) throw new Problem('not-found');
    const may = (act: Act) => mayDo(actor, act, { communeId, villageId: null });
    const names = await namesOf(read, communeId);
    const today = localDateOf(now, commune.timeZone);
    const devices = await read.devices.devices(communeId);
    const keepsMachine = may('place.edit') || may('device.enrol');
    const keepsPlan = may('booking.propose') || keepsMachine;
    const sight = await sightOf(read, actor, communeId);
    const broadcasts = broadcastsOf(await airLookedAt(read, commune, today, now, sight), devices, now);
    return {
      commune,
      now,
      today: countedByState(broadcasts.filter(({ localDate }) => localDate === today)),
      waiting: await needsOfPerson(read, actor, commune, names, now, may),
      unplanned: keepsPlan ? await unplannedNeeds(read, communeId) : [],
      zonesWithoutPoles: keepsPlan ? await zonesWithoutPoles(read, communeId, names, now) : [],
      unguardedLog: (keepsMachine && (await this.auditSealing.troubleNow())) || null,
      fillingDisk: keepsMachine ? await fillingDisk(read, this.clock.machineNow()) : null,
      openDecoding: keepsMachine ? this.renderer.notHeld : [],
      troubles: may('booking.propose') ? await troublesNow(read, commune, names, now) : [],
      complaints: may('complaint.answer') ? await openComplaints(read, communeId, names) : [],
      silentPoles:
        may('device.enrol') || may('booking.propose')
          ? silentPoles(await read.places.controllers(communeId), devices, names)
          : [],
      soon: may('commune.view') ? broadcasts.filter((broadcast) => isSoon(broadcast, now)).map(withNames(names)) : [],
      unreadNotices: await unreadNotices(read, actor),
    };
  }
}

async function fillingDisk({ installation }: StoreReads, now: Instant): Promise<FillingDisk | null> {
  const readings = await installation.diskReadings(now - SOON_FULL_MS);
  const fullAt = diskFullAt(readings, RESERVED_BYTES, now);
  if (fullAt === null || fullAt > now + SOON_FULL_MS) return null;
  return { freeBytes: readings.at(-1)!.freeBytes, fullAt };
}

/** What is known of every buổi phát of today, and of those on air now or soon, in the villages at which one may look. */
async function airLookedAt(
  read: StoreReads,
  { id, timeZone }: Commune,
  today: LocalDate,
  now: Instant,
  sight: Sight,
): Promise<CommuneAir> {
  const yesterday = instantOf(addDays(today, -1), '00:00', timeZone);
  const rundowns = rundownsLookedAt(await read.air.rundowns(id, yesterday, now + DAY_MS), today, now);
  const seen = rundowns.filter(({ villageId }) => sight(villageId));
  const dates = seen.map(({ localDate }) => localDate).sort();
  return airOf(read, seen, dates.length === 0 ? [] : await read.air.confirmations(id, dates[0]!, dates.at(-1)!));
}

/** Only what hangs on something that failed, or of which somebody spoke, is read. */
async function troublesNow(
  read: StoreReads,
  { id, timeZone }: Commune,
  names: Names,
  now: Instant,
): Promise<readonly TroubleNeed[]> {
  const from = now - ANSWERS_UNTIL_MS;
  const [first, last] = [localDateOf(from, timeZone), localDateOf(now + DAY_MS, timeZone)];
  const confirmations = await read.air.confirmations(id, first, last);
  const rundowns = await read.air.rundownsInQuestion(id, from, now + 1, confirmations);
  const settlements = await read.air.settlements(id, first, last);
  return openTroubles(await airOf(read, rundowns, confirmations), settlements, now).map((trouble) => ({
    ...trouble,
    village: names.village(trouble.villageId),
    reportedBy: [...new Set(trouble.reports.map(({ personId }) => names.person(personId)))],
  }));
}

async function airOf(
  { air }: StoreReads,
  rundowns: readonly Rundown[],
  confirmations: readonly Confirmation[],
): Promise<CommuneAir> {
  const ids = rundowns.map((rundown) => rundown.id);
  const airings = await air.airingsOfRundowns(ids, AIRING_FACTS);
  const playbacks = await air.playbacksOfAirings(
    airings.filter(saysSomething).map((airing) => airing.id),
    PLAYBACK_FACTS,
  );
  return { rundowns, airings, playbacks, confirmations };
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
  const deviceOf = new Map(devices.map((device) => [device.controllerId, device]));
  return controllers.flatMap(({ id, name }) => {
    const device = deviceOf.get(id);
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
