// "Tình trạng cụm loa": how every pole is doing right now, and one of them in full. Read only.
import {
  DAY_MS,
  groupedBy,
  isWatched,
  outagesOf,
  polesTogether,
  Problem,
  tallyOf,
  type Actor,
  type Commune,
  type Instant,
  type PolesTogether,
  type PoleTally,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView, viewable } from '../acting/access';
import { requireSight, sightOf } from '../acting/reach';
import { poleViews, type PoleInFull, type PoleView, type TitledPlayback } from './pole-view';
import { Clock } from '../ports/clock';
import type { NamedAiring } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** A village in one row. */
interface VillagePoles extends PolesTogether<NamedAiring> {
  readonly villageId: string;
}

/** Poles that went away together and of which people are told. */
interface PoleOutage {
  readonly since: Instant;
  readonly controllerIds: readonly string[];
  /** Of the first of them. */
  readonly poles: readonly NamedPole[];
}

type NamedPole = Pick<PoleView, 'id' | 'name' | 'zone'>;

/** The poles that were asked for; tally, outages and mutes are of all of the commune. */
interface PoleBoard {
  readonly now: Instant;
  readonly tally: PoleTally;
  readonly outages: readonly PoleOutage[];
  /** Those that are away while nobody is told of it; the first of them. */
  readonly muted: readonly (NamedPole & { readonly mutedUntil: Instant })[];
  /** One row for each village of which something was asked and not all poles are among the items. */
  readonly villages: readonly VillagePoles[];
  readonly items: readonly PoleView[];
}

/** Which poles are asked for. */
interface PolesAsked {
  /** Every village in one row; poles only where they are few or named. */
  readonly overview?: boolean | undefined;
  readonly controllerIds?: readonly string[] | undefined;
  readonly zoneIds?: readonly string[] | undefined;
  readonly villageIds?: readonly string[] | undefined;
}

/** So many poles, an ordinary commune, come with the overview. Of more the villages come first, and the poles of a village when it is opened. */
const FEW = 60;

const PLAYBACKS_SHOWN = 20;
const EVENTS_SHOWN = 20;
/** So far back the playbacks of a pole are looked for. */
const BACK_MS = 7 * DAY_MS;

@Injectable()
export class Poles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** All poles at which the actor may look, or those asked for: a board that knows the rest asks only for what changed. */
  async board(actor: Actor, communeId: string, asked: PolesAsked = {}): Promise<PoleBoard> {
    requireView(actor, communeId);
    const now = this.clock.now();
    const { read } = this.unitOfWork;
    const sight = await sightOf(read, actor, communeId);
    const poles = (await poleViews(read, await this.commune(communeId), now)).filter(({ id }) => sight(id));
    const items = itemsOf(poles, asked);
    const concerned = new Set((asked.overview ? poles : items).map(({ villageId }) => villageId));
    const shownOf = groupedBy(items, ({ villageId }) => villageId);
    const villages = [...groupedBy(poles, ({ villageId }) => villageId)].flatMap(([villageId, own]) =>
      concerned.has(villageId) && own.length > (shownOf.get(villageId)?.length ?? 0)
        ? [{ villageId, ...polesTogether<NamedAiring>(own, now) }]
        : [],
    );
    return { now, tally: tallyOf(poles), ...awayIn(poles), villages, items };
  }

  /** One pole with its log and its last playbacks. Throws Problem `not-found`. */
  async pole(actor: Actor, controllerId: string): Promise<PoleInFull> {
    const { read } = this.unitOfWork;
    const controller = viewable(actor, await read.places.controller(controllerId));
    const { communeId, zoneId } = controller;
    const now = this.clock.now();
    const [views, playbacks, { items: events }] = await Promise.all([
      poleViews(read, await this.commune(communeId), now),
      this.playbacksOf(controllerId, zoneId, now),
      read.events.latest(communeId, { limit: EVENTS_SHOWN }, { subjectId: controllerId }),
    ]);
    const view = views.find(({ id }) => id === controllerId);
    if (view) requireSight(actor, view);
    // One that was taken down still has its row, but no place among the poles.
    if (!view) throw new Problem('not-found');
    return { ...view, playbacks, events: events.filter(({ kind }) => isWatched(kind)) };
  }

  private async playbacksOf(controllerId: string, zoneId: string, now: Instant): Promise<readonly TitledPlayback[]> {
    const { air } = this.unitOfWork.read;
    const rundowns = await air.rundownsOfZone(zoneId, now - BACK_MS, now);
    const ids = rundowns.map(({ id }) => id);
    const airings = new Map((await air.airingsOfRundowns(ids)).map((airing) => [airing.id, airing]));
    return (await air.playbacksOfRundowns(ids))
      .filter((playback) => playback.controllerId === controllerId)
      .map((playback) => {
        const { title, startsAt } = airings.get(playback.airingId)!;
        return { ...playback, title, startsAt };
      })
      .filter(({ title, startsAt }) => title !== '' && startsAt <= now)
      .sort((a, b) => b.startsAt - a.startsAt)
      .slice(0, PLAYBACKS_SHOWN);
  }

  private async commune(id: string): Promise<Commune> {
    const commune = await this.unitOfWork.read.places.commune(id);
    if (!commune) throw new Problem('not-found');
    return commune;
  }
}

function itemsOf(poles: readonly PoleView[], asked: PolesAsked): readonly PoleView[] {
  const { overview, controllerIds, zoneIds, villageIds } = asked;
  const named = [controllerIds, zoneIds, villageIds].some((ids) => ids !== undefined);
  if (overview ? poles.length <= FEW : !named) return poles;
  const [ids, zones, villages] = [new Set(controllerIds), new Set(zoneIds), new Set(villageIds)];
  return poles.filter(({ id, zoneId, villageId }) => ids.has(id) || zones.has(zoneId) || villages.has(villageId));
}

/** Who is away: those of whom people are told, by when they went, and those of whom nobody is. */
function awayIn(poles: readonly PoleView[]): Pick<PoleBoard, 'outages' | 'muted'> {
  const away = poles.filter(({ condition }) => condition === 'offline');
  const nameOf = new Map(away.map(({ id, name, zone }) => [id, { id, name, zone }]));
  const loud = away.flatMap(({ id, since, mutedUntil }) =>
    mutedUntil === null ? [{ controllerId: id, since: since ?? 0 }] : [],
  );
  const muted = away.flatMap(({ id, name, zone, mutedUntil }) =>
    mutedUntil === null ? [] : [{ id, name, zone, mutedUntil }],
  );
  return {
    outages: outagesOf(loud).map(({ since, controllerIds }) => ({
      since,
      controllerIds,
      poles: controllerIds.slice(0, FEW).map((id) => nameOf.get(id)!),
    })),
    muted: muted.slice(0, FEW),
  };
}
