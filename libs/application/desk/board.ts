// The live picture: what each village hears next, what became of the last buổi phát, which poles are silent. Read only.
import {
  aboutPlayback,
  DAY_MS,
  groupedBy,
  isContradicted,
  isWatched,
  Problem,
  saysSomething,
  seesAll,
  soundedUntil,
  speaksOf,
  toldState,
  villageSlotKey,
  wasCutShort,
  type Actor,
  type Airing,
  type Commune,
  type Confirmation,
  type ConfirmationAnswer,
  type Controller,
  type DomainEvent,
  type Instant,
  type Playback,
  type PlaybackState,
  type Rundown,
  type StopOrder,
  type Village,
  type Zone,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView, viewable } from '../acting/access';
import { airingsInReach, ordersInReach, requireSight, sightOf } from '../acting/reach';
import { Clock } from '../ports/clock';
import type { PlaybackCount, RundownItem, StoredReceipt } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** How many playbacks stand in each state; states with none are left out. */
export type PlaybackCounts = Readonly<Partial<Record<PlaybackState, number>>>;

/** A rundown with what is known of it. `playbacks` count the items, without opening and closing. */
export interface RundownSummary extends Rundown {
  readonly items: readonly Omit<RundownItem, 'rundownId'>[];
  readonly playbacks: PlaybackCounts;
  /** Those of the interrupted that somebody, or a rule, cut short. */
  readonly cutShort: number;
  /** Playbacks that were heard although they had been taken off the air. */
  readonly afterCancel: number;
  readonly confirmations: readonly Pick<Confirmation, 'answer' | 'at'>[];
}

/** One village on the board. */
export interface VillageBoard {
  readonly village: Village;
  readonly controllers: number;
  readonly online: number;
  /** The rundowns of which something sounds now, or comes next, over all zones of the village; empty when none is planned. */
  readonly next: readonly RundownSummary[];
  /** The rundowns that were over last (of one slot and day), over all zones. */
  readonly last: readonly RundownSummary[];
}

/** Everything the board shows. */
export interface BoardView {
  readonly commune: Commune;
  readonly now: Instant;
  readonly villages: readonly VillageBoard[];
  readonly stops: readonly StopOrder[];
  readonly events: readonly DomainEvent[];
}

/** A rundown in full: every entry, and each of its playbacks with the device's evidence. */
interface RundownView extends Rundown {
  readonly airings: readonly (Airing & { readonly playbacks: readonly Playback[] })[];
  /** What devices prove about the items, and what people say: side by side, neither changes the other. */
  readonly evidence: PlaybackCounts;
  readonly heard: Readonly<Partial<Record<ConfirmationAnswer, number>>>;
  readonly contradiction: boolean;
  readonly confirmations: readonly Confirmation[];
}

/** Why a playback is where it is: its evidence and everything that was logged about it. */
interface PlaybackView extends Playback {
  readonly receipts: readonly StoredReceipt[];
  readonly events: readonly DomainEvent[];
}

/** Whoever opens the page, and was granted nothing. */
const ANYBODY: Actor = { personId: '', name: '', communeId: '', grants: [], strength: 'link' };

@Injectable()
export class Board {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async board(actor: Actor, communeId: string): Promise<BoardView> {
    requireView(actor, communeId);
    const whole = await this.wholeBoard(communeId);
    return seesAll(actor, communeId) ? whole : this.ofVillages(actor, whole);
  }

  /** What somebody is shown who looks at some villages alone: these, and what happened to their places or by their own hand. */
  private async ofVillages(actor: Actor, whole: BoardView): Promise<BoardView> {
    const { read } = this.unitOfWork;
    const communeId = whole.commune.id;
    const sight = await sightOf(read, actor, communeId);
    const events = whole.events.filter(({ actor: by, subjectId }) => by === actor.personId || sight(subjectId));
    const stops = await ordersInReach(read, actor, communeId, whole.stops, ({ orderedBy }) => [orderedBy]);
    const villages = whole.villages.filter(({ village }) => sight(village.id));
    return { ...whole, villages: await Promise.all(villages.map((row) => this.rowFor(actor, row))), events, stops };
  }

  /** What others only ask for is kept from whoever looks at some villages alone. */
  private async rowFor(actor: Actor, row: VillageBoard): Promise<VillageBoard> {
    const { communeId } = row.village;
    const told = (rundowns: readonly RundownSummary[]) => this.told(actor, communeId, rundowns);
    return { ...row, next: await told(row.next), last: await told(row.last) };
  }

  private async told(
    actor: Actor,
    communeId: string,
    rundowns: readonly RundownSummary[],
  ): Promise<readonly RundownSummary[]> {
    const { read } = this.unitOfWork;
    return Promise.all(
      rundowns.map(async (rundown) => ({
        ...rundown,
        items: await airingsInReach(read, actor, communeId, rundown.items),
      })),
    );
  }

  /** The board of everybody, with what was approved: for the page at `/`, without asking who looks. */
  async publicBoard(communeId: string): Promise<BoardView> {
    const whole = await this.wholeBoard(communeId);
    return { ...whole, villages: await Promise.all(whole.villages.map((row) => this.rowFor(ANYBODY, row))) };
  }

  private async wholeBoard(communeId: string): Promise<BoardView> {
    const { places, devices, air, events } = this.unitOfWork.read;
    const now = this.clock.now();
    const commune = visibleCommune(await places.commune(communeId));
    const [villages, zones, controllers, boxes, near, stops, latest] = await Promise.all([
      places.villages(communeId),
      places.zones(communeId),
      places.controllers(communeId),
      devices.devices(communeId),
      air.rundownsNearest(communeId, now, now - DAY_MS, now + 2 * DAY_MS),
      air.stops(communeId, now),
      events.latest(communeId, { limit: 30 }),
    ]);
    const summaries = await this.summaries(commune, [...near.next, ...near.last]);
    const summaryOf = new Map(summaries.map((summary) => [summary.id, summary]));
    const byVillage = (rundowns: readonly Rundown[]) =>
      groupedBy(
        rundowns.map(({ id }) => summaryOf.get(id)!),
        ({ villageId }) => villageId,
      );
    const [next, last] = [byVillage(near.next), byVillage(near.last)];
    const polesOf = polesByVillage(zones, controllers);
    const online = new Set(boxes.filter((device) => device.online).map(({ controllerId }) => controllerId));
    return {
      commune,
      now,
      villages: villages.map((village) => {
        const poles = polesOf.get(village.id) ?? [];
        return {
          village,
          controllers: poles.length,
          online: poles.filter(({ id }) => online.has(id)).length,
          next: next.get(village.id) ?? [],
          last: last.get(village.id) ?? [],
        };
      }),
      stops,
      events: latest.items.filter(({ kind }) => isWatched(kind)),
    };
  }

  /** Rundowns that overlap [from, to), with counts, in the villages at which the actor may look. */
  async rundowns(actor: Actor, communeId: string, from: Instant, to: Instant): Promise<readonly RundownSummary[]> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const commune = visibleCommune(await read.places.commune(communeId));
    const sight = await sightOf(read, actor, communeId);
    const rundowns = (await read.air.rundowns(communeId, from, to)).filter(({ villageId }) => sight(villageId));
    return this.told(actor, communeId, await this.summaries(commune, rundowns));
  }

  async rundown(actor: Actor, id: string): Promise<RundownView> {
    const { read } = this.unitOfWork;
    const { air } = read;
    const rundown = viewable(actor, await air.rundown(id));
    requireSight(actor, rundown);
    const airings = await airingsInReach(read, actor, rundown.communeId, await air.airingsOfRundowns([id]));
    const playbacks = await air.playbacksOfRundowns([id]);
    const said = await air.confirmations(rundown.communeId, rundown.localDate, rundown.localDate);
    const told = airings.filter(saysSomething);
    const confirmations = said.filter(isSaidOf(rundown, told, this.clock.now()));
    const items = new Set(told.map((airing) => airing.id));
    const proven = playbacks.filter(({ airingId }) => items.has(airingId));
    const answers = confirmations.filter(({ airingId }) => airingId === null).map(({ answer }) => answer);
    return {
      ...rundown,
      airings: [...airings]
        .sort((a, b) => a.startsAt - b.startsAt)
        .map((airing) => ({ ...airing, playbacks: playbacks.filter(({ airingId }) => airingId === airing.id) })),
      evidence: counted(proven.map(({ state }) => state)),
      heard: counted(answers),
      contradiction: isContradicted(confirmations, told, proven),
      confirmations,
    };
  }

  /** The exact state of one playback and how it came about. */
  async playback(actor: Actor, id: string): Promise<PlaybackView> {
    const { air, delivery, events } = this.unitOfWork.read;
    const playback = viewable(actor, (await air.playbacksByIds([id]))[0]);
    requireSight(actor, (await air.rundown(playback.rundownId))!);
    const [receipts, logged] = await Promise.all([
      delivery.receiptsOfPlayback(id),
      events.ofSubject(playback.communeId, id),
    ]);
    return { ...playback, receipts, events: logged.map((event) => aboutPlayback(event, playback)) };
  }

  private async summaries(
    { id: communeId }: Commune,
    rundowns: readonly Rundown[],
  ): Promise<readonly RundownSummary[]> {
    const { air } = this.unitOfWork.read;
    const ids = rundowns.map(({ id }) => id);
    const dates = rundowns.map(({ localDate }) => localDate).sort();
    const [items, counts, said] = await Promise.all([
      air.itemsOfRundowns(ids),
      air.playbackCounts(ids),
      dates.length === 0 ? [] : air.confirmations(communeId, dates[0]!, dates.at(-1)!),
    ]);
    const itemsOf = groupedBy(items, ({ rundownId }) => rundownId);
    const countsOf = groupedBy(counts, ({ rundownId }) => rundownId);
    const saidOf = groupedBy(said, villageSlotKey);
    const now = this.clock.now();
    return rundowns.map((rundown) => ({
      ...rundown,
      items: (itemsOf.get(rundown.id) ?? []).map(({ rundownId: _, ...item }) => item),
      ...summedUp(countsOf.get(rundown.id) ?? []),
      confirmations: (saidOf.get(villageSlotKey(rundown)) ?? [])
        .filter(isSaidOf(rundown, itemsOf.get(rundown.id) ?? [], now))
        .map(({ answer, at }) => ({ answer, at })),
    }));
  }
}

/** Whether words are about the rundown as far as it has sounded; about the whole of it where nothing did. */
function isSaidOf(rundown: Rundown, items: Parameters<typeof soundedUntil>[0], now: Instant) {
  const about = { ...rundown, soundedUntil: soundedUntil(items, now) ?? rundown.endsAt };
  return (word: Confirmation) => speaksOf(word, about);
}

function summedUp(counts: readonly PlaybackCount[]): Pick<RundownSummary, 'playbacks' | 'cutShort' | 'afterCancel'> {
  const playbacks: Partial<Record<PlaybackState, number>> = {};
  for (const each of counts.filter(saysSomething)) {
    const state = toldState(each);
    playbacks[state] = (playbacks[state] ?? 0) + each.count;
  }
  const countOf = (some: readonly PlaybackCount[]) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    playbacks,
    cutShort: countOf(counts.filter((each) => saysSomething(each) && wasCutShort(each))),
    afterCancel: countOf(counts.filter(({ playedAfterCancel }) => playedAfterCancel)),
  };
}

/** The poles that stand in each village, by its id. */
function polesByVillage(
  zones: readonly Zone[],
  controllers: readonly Controller[],
): ReadonlyMap<string | undefined, readonly Controller[]> {
  const villageOf = new Map(zones.map(({ id, villageId }) => [id, villageId]));
  return groupedBy(controllers, ({ zoneId }) => villageOf.get(zoneId));
}

function counted<Word extends string>(words: readonly Word[]): Readonly<Partial<Record<Word, number>>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function visibleCommune(commune: Commune | undefined): Commune {
  if (!commune) throw new Problem('not-found');
  return commune;
}
