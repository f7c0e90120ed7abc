// The live picture: what each village hears next, what became of the last buổi phát, which poles are silent. Read only.
import {
  aboutPlayback,
  contradicts,
  DAY_MS,
  isSameVillageSlot,
  isWatched,
  localDateOf,
  Problem,
  saysSomething,
  speaksOf,
  toldState,
  type Actor,
  type Airing,
  type Commune,
  type Confirmation,
  type ConfirmationAnswer,
  type Controller,
  type Device,
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
import { requireCommune, visible } from '../acting/access';
import { Clock } from '../ports/clock';
import type { StoredReceipt } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** How many playbacks stand in each state; states with none are left out. */
export type PlaybackCounts = Readonly<Partial<Record<PlaybackState, number>>>;

/** A rundown with what is known of it. `playbacks` count the items, without opening and closing. */
export interface RundownSummary extends Rundown {
  readonly items: readonly Pick<Airing, 'id' | 'title' | 'startsAt' | 'durationMs' | 'state' | 'reason'>[];
  readonly playbacks: PlaybackCounts;
  /** Playbacks that were heard although they had been taken off the air. */
  readonly afterCancel: number;
  readonly confirmations: readonly Pick<Confirmation, 'answer' | 'at'>[];
}

/** One village on the board. */
export interface VillageBoard {
  readonly village: Village;
  readonly controllers: number;
  readonly online: number;
  /** The next rundown or the one on air, over all zones of the village; empty when none is planned. */
  readonly next: readonly RundownSummary[];
  /** The rundowns that ended last (of one slot and day), over all zones. */
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

@Injectable()
export class Board {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async board(actor: Actor, communeId: string): Promise<BoardView> {
    requireCommune(actor, communeId);
    return this.publicBoard(communeId);
  }

  /** The board without asking who looks: for the page at `/` and the terminal of the installation itself. */
  async publicBoard(communeId: string): Promise<BoardView> {
    const { places, devices, air, events } = this.unitOfWork.read;
    const now = this.clock.now();
    const commune = visibleCommune(await places.commune(communeId));
    const [villages, zones, controllers, boxes, rundowns, stops, latest] = await Promise.all([
      places.villages(communeId),
      places.zones(communeId),
      places.controllers(communeId),
      devices.devices(communeId),
      this.summaries(commune, now - DAY_MS, now + 2 * DAY_MS),
      air.stops(communeId, now),
      events.latest(communeId, { limit: 30 }),
    ]);
    return {
      commune,
      now,
      villages: villages.map((village) => villageBoard(village, zones, controllers, boxes, rundowns, now)),
      stops,
      events: latest.items.filter(({ kind }) => isWatched(kind)),
    };
  }

  /** Rundowns that overlap [from, to), with counts. */
  async rundowns(actor: Actor, communeId: string, from: Instant, to: Instant): Promise<readonly RundownSummary[]> {
    requireCommune(actor, communeId);
    return this.summaries(visibleCommune(await this.unitOfWork.read.places.commune(communeId)), from, to);
  }

  async rundown(actor: Actor, id: string): Promise<RundownView> {
    const { air } = this.unitOfWork.read;
    const rundown = visible(actor, await air.rundown(id));
    const airings = await air.airingsOfRundowns([id]);
    const playbacks = await air.playbacksOfRundowns([id]);
    const said = await air.confirmations(rundown.communeId, rundown.localDate, rundown.localDate);
    const confirmations = said.filter((each) => speaksOf(each, rundown));
    const items = new Set(airings.filter(saysSomething).map((airing) => airing.id));
    const proven = playbacks.filter(({ airingId }) => items.has(airingId));
    const answers = confirmations.filter(({ airingId }) => airingId === null).map(({ answer }) => answer);
    return {
      ...rundown,
      airings: [...airings]
        .sort((a, b) => a.startsAt - b.startsAt)
        .map((airing) => ({ ...airing, playbacks: playbacks.filter(({ airingId }) => airingId === airing.id) })),
      evidence: counted(proven.map(({ state }) => state)),
      heard: counted(answers),
      contradiction: contradicts(proven, answers),
      confirmations,
    };
  }

  /** The exact state of one playback and how it came about. */
  async playback(actor: Actor, id: string): Promise<PlaybackView> {
    const { air, delivery, events } = this.unitOfWork.read;
    const playback = visible(actor, (await air.playbacksByIds([id]))[0]);
    const [receipts, logged] = await Promise.all([
      delivery.receiptsOfPlayback(id),
      events.ofSubject(playback.communeId, id),
    ]);
    return { ...playback, receipts, events: logged.map((event) => aboutPlayback(event, playback)) };
  }

  private async summaries(commune: Commune, from: Instant, to: Instant): Promise<readonly RundownSummary[]> {
    const { air } = this.unitOfWork.read;
    const rundowns = await air.rundowns(commune.id, from, to);
    const ids = rundowns.map(({ id }) => id);
    const [airings, playbacks, confirmations] = await Promise.all([
      air.airingsOfRundowns(ids),
      air.playbacksOfRundowns(ids),
      air.confirmations(commune.id, localDateOf(from, commune.timeZone), localDateOf(to, commune.timeZone)),
    ]);
    const items = airings.filter(saysSomething).sort((a, b) => a.startsAt - b.startsAt);
    const itemIds = new Set(items.map(({ id }) => id));
    return rundowns.map((rundown) => ({
      ...rundown,
      items: items
        .filter(({ rundownId }) => rundownId === rundown.id)
        .map(({ id, title, startsAt, durationMs, state, reason }) => ({
          id,
          title,
          startsAt,
          durationMs,
          state,
          reason,
        })),
      playbacks: counted(
        playbacks.filter((each) => each.rundownId === rundown.id && itemIds.has(each.airingId)).map(toldState),
      ),
      afterCancel: playbacks.filter((each) => each.rundownId === rundown.id && each.playedAfterCancel).length,
      confirmations: confirmations.filter((each) => speaksOf(each, rundown)).map(({ answer, at }) => ({ answer, at })),
    }));
  }
}

function villageBoard(
  village: Village,
  zones: readonly Zone[],
  controllers: readonly Controller[],
  devices: readonly Device[],
  rundowns: readonly RundownSummary[],
  now: Instant,
): VillageBoard {
  const zoneIds = new Set(zones.filter((zone) => zone.villageId === village.id).map(({ id }) => id));
  const standing = new Set(controllers.filter(({ zoneId }) => zoneIds.has(zoneId)).map(({ id }) => id));
  const own = rundowns.filter((rundown) => rundown.villageId === village.id && rundown.items.length > 0);
  const ahead = own.filter(({ endsAt }) => endsAt > now);
  const past = own.filter(({ endsAt }) => endsAt <= now);
  return {
    village,
    controllers: standing.size,
    online: devices.filter((device) => device.online && standing.has(device.controllerId)).length,
    next: sameSlot(ahead, ahead[0]),
    last: sameSlot(past, past.at(-1)),
  };
}

/** Rundowns of the same slot and day as one of them: the zones of a village on air together. */
function sameSlot(rundowns: readonly RundownSummary[], one: RundownSummary | undefined): readonly RundownSummary[] {
  return one === undefined ? [] : rundowns.filter((each) => isSameVillageSlot(each, one));
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
