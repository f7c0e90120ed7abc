// "Tình trạng cụm loa": how every pole is doing right now, and one of them in full. Read only.
import { DAY_MS, isWatched, Problem, tallyOf, type Actor, type Commune, type PoleTally, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireCommune, visible } from '../acting/access';
import { poleViews, type PoleInFull, type PoleView, type TitledPlayback } from './pole-view';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** The poles that were asked for; the tally counts all of the commune. */
interface PoleBoard {
  readonly now: Instant;
  readonly tally: PoleTally;
  readonly items: readonly PoleView[];
}

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

  /** All poles of the commune, or those named: a board that knows the rest asks only for what changed. */
  async board(actor: Actor, communeId: string, controllerIds?: readonly string[]): Promise<PoleBoard> {
    requireCommune(actor, communeId);
    const now = this.clock.now();
    const poles = await poleViews(this.unitOfWork.read, await this.commune(communeId), now);
    const items = controllerIds ? poles.filter(({ id }) => controllerIds.includes(id)) : poles;
    return { now, tally: tallyOf(poles), items };
  }

  /** One pole with its log and its last playbacks. Throws Problem `not-found`. */
  async pole(actor: Actor, controllerId: string): Promise<PoleInFull> {
    const { read } = this.unitOfWork;
    const controller = visible(actor, await read.places.controller(controllerId));
    const { communeId, zoneId } = controller;
    const now = this.clock.now();
    const [views, playbacks, { items: events }] = await Promise.all([
      poleViews(read, await this.commune(communeId), now),
      this.playbacksOf(controllerId, zoneId, now),
      read.events.latest(communeId, { limit: EVENTS_SHOWN }, { subjectId: controllerId }),
    ]);
    const view = views.find(({ id }) => id === controllerId);
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
