// What one village heard, hears and will hear, as its head sees it: each broadcast with its exact states, the one question about it, and what
// silences or overrules the village now.
import {
  airtimeIn,
  addDays,
  byVillageSlot,
  groupedBy,
  instantOf,
  isAnswerTo,
  isSameVillageSlot,
  languagesHeard,
  localDateOf,
  mayDo,
  questionsFor,
  saysSomething,
  type Actor,
  type Airing,
  type Announcement,
  type Commune,
  type Confirmation,
  type Emergency,
  type Instant,
  type LocalDate,
  type Playback,
  type Question,
  type Rundown,
  type SlotOfDay,
  type StopOrder,
  type Together,
  type Village,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { airingsInReach } from '../acting/reach';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** So many days back a word about a broadcast is still asked for, and so many ahead the plan is shown. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 7;

/** One item of a broadcast, the same in all zones of the village, with what became of it on each pole. */
export interface HeardItem extends Airing {
  /** BCP 47, as the village hears it, in order. */
  readonly languages: readonly string[];
  readonly playbacks: readonly (Playback & { readonly pole: string })[];
}

/** One buổi phát in the village: all its zones in one slot and day. */
export interface HeardBroadcast extends SlotOfDay, Pick<Rundown, 'slotName' | 'startsAt' | 'endsAt'> {
  /** By which it is confirmed, for all zones of the village. */
  readonly rundownId: string;
  readonly items: readonly HeardItem[];
  /** What the village is asked about it now; null: nothing, or nothing yet. */
  readonly question: Question | null;
  /** The actor's own word about it; null: none yet. */
  readonly word: Confirmation | null;
}

/** A village around today. */
export interface VillageDaysView {
  readonly commune: Commune;
  readonly village: Village;
  readonly now: Instant;
  readonly today: LocalDate;
  /** Of the last and the next seven days, by start. */
  readonly broadcasts: readonly HeardBroadcast[];
  /** Orders that silence any zone of the village now. */
  readonly stops: readonly StopOrder[];
  /** Emergencies that hold the air of any zone of the village now. */
  readonly emergencies: readonly Emergency[];
  readonly may: { readonly mute: boolean; readonly notice: boolean };
}

@Injectable()
export class VillageDays {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The villages for which the actor may say what was heard: a village head's own, all of the commune for the desk. */
  async own(actor: Actor): Promise<readonly Village[]> {
    const communeIds = [...new Set(actor.grants.map(({ communeId }) => communeId))];
    const villages = await Promise.all(communeIds.map((id) => this.unitOfWork.read.places.villages(id)));
    return villages
      .flat()
      .filter(({ id: villageId, communeId }) => mayDo(actor, 'rundown.confirm', { communeId, villageId }));
  }

  /** Throws Problem `not-found`, or `not-allowed` for another village. */
  async days(actor: Actor, villageId: string): Promise<VillageDaysView> {
    const { places, air, emergencies } = this.unitOfWork.read;
    const village = visible(actor, await places.village(villageId));
    const { communeId } = village;
    const place = { communeId, villageId };
    requireAct(actor, 'rundown.confirm', place);
    const commune = (await places.commune(communeId))!;
    const now = this.clock.now();
    const today = localDateOf(now, commune.timeZone);
    const zones = (await places.zones(communeId)).filter((zone) => zone.villageId === villageId);
    const [stops, onAir] = await Promise.all([air.stops(communeId, now), emergencies.onAir(communeId)]);
    const mayNotice = commune.rules.villageNotices.allowed && mayDo(actor, 'village.notice', place);
    return {
      commune,
      village,
      now,
      today,
      broadcasts: await this.broadcasts(actor, commune, village, now),
      stops: stops.filter(({ zoneIds }) => zoneIds === null || zones.some(({ id }) => zoneIds.includes(id))),
      emergencies: onAir.filter((emergency) => zones.some(({ id }) => holdsAir(emergency, id, now))),
      may: { mute: mayDo(actor, 'village.mute', place), notice: mayNotice },
    };
  }

  private async broadcasts(
    actor: Actor,
    { id: communeId, timeZone }: Commune,
    { id: villageId, languages }: Village,
    now: Instant,
  ): Promise<readonly HeardBroadcast[]> {
    const { read } = this.unitOfWork;
    const { air, announcements, places } = read;
    const today = localDateOf(now, timeZone);
    const [first, last] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
    const [from, to] = [instantOf(first, '00:00', timeZone), instantOf(addDays(last, 1), '00:00', timeZone)];
    // Also those of a zone that was given up since: it was asked about with the others.
    const rundowns = await air.rundownsOfVillage(villageId, from, to);
    const ids = rundowns.map(({ id }) => id);
    const [airings, playbacks, said, poles] = await Promise.all([
      air.airingsOfRundowns(ids),
      air.playbacksOfRundowns(ids),
      air.confirmations(communeId, first, last),
      places.controllers(communeId),
    ]);
    const told = (await airingsInReach(read, actor, communeId, airings)).filter(saysSomething);
    const spoken = await announcements.byIds([...new Set(told.flatMap(({ announcementId }) => announcementId ?? []))]);
    const known = {
      playbacks: groupedBy(playbacks, ({ airingId }) => airingId),
      poles: new Map(poles.map(({ id, name }) => [id, name])),
      announcements: new Map(spoken.map((announcement) => [announcement.id, announcement])),
    };
    const items = told.map((airing) => heardItem(airing, known, languages));
    const own = said.filter(isBy(actor.personId));
    const questions = questionsFor({ rundowns, airings, playbacks }, own, now);
    return byVillageSlot(rundowns)
      .map((zonesOnAir) => heardBroadcast(zonesOnAir, { items, questions, own }))
      .filter((broadcast) => broadcast.items.length > 0)
      .sort((a, b) => a.startsAt - b.startsAt);
  }
}

function isBy(personId: string) {
  return (confirmation: Confirmation) => confirmation.personId === personId;
}

function holdsAir(emergency: Emergency, zoneId: string, now: Instant): boolean {
  const airtime = airtimeIn(emergency, zoneId);
  return airtime !== undefined && airtime.from <= now && now < airtime.to;
}

function heardItem(
  airing: Airing,
  known: {
    readonly playbacks: ReadonlyMap<string, readonly Playback[]>;
    readonly poles: ReadonlyMap<string, string>;
    readonly announcements: ReadonlyMap<string, Announcement>;
  },
  villageLanguages: readonly string[],
): HeardItem {
  const versions = known.announcements.get(airing.announcementId ?? '')?.versions ?? [];
  return {
    ...airing,
    languages: languagesHeard(versions, villageLanguages),
    playbacks: (known.playbacks.get(airing.id) ?? []).map((playback) => ({
      ...playback,
      pole: known.poles.get(playback.controllerId) ?? '',
    })),
  };
}

/** What sounds at the same time in several zones is one item for the village. */
function oneForAllZones(items: readonly HeardItem[]): readonly HeardItem[] {
  const heard = new Map<string, HeardItem>();
  for (const item of items) {
    const key = [item.kind, item.bookingId, item.title, item.startsAt, item.state, item.reason].join('\n');
    const known = heard.get(key);
    heard.set(key, known ? { ...known, playbacks: [...known.playbacks, ...item.playbacks] } : item);
  }
  return [...heard.values()];
}

function heardBroadcast(
  zones: Together<Rundown>,
  known: {
    readonly items: readonly HeardItem[];
    readonly questions: readonly Question[];
    readonly own: readonly Confirmation[];
  },
): HeardBroadcast {
  const [first] = zones;
  const { id, slotKey, slotName, localDate } = first;
  // One question for each broadcast: about the whole of it, or about what left a doubt where nothing else was due.
  const question = known.questions.find((each) => isSameVillageSlot(each, first)) ?? null;
  return {
    rundownId: question?.rundownId ?? id,
    slotKey,
    slotName,
    localDate,
    startsAt: Math.min(...zones.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...zones.map(({ endsAt }) => endsAt)),
    items: oneForAllZones(known.items.filter(({ rundownId }) => zones.some((zone) => zone.id === rundownId))),
    question,
    word: (question && known.own.find((word) => isAnswerTo(word, question))) ?? null,
  };
}
