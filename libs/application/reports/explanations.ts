// "Vì sao": why an airing is where it is, and what a village hears at an instant, or why it hears nothing. Read only.
import { DAY_MS, MINUTE_MS, momentOf, Problem, saysSomething, type Actor, type Airing, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { viewable } from '../acting/access';
import { airingsInReach, requireSight } from '../acting/reach';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';
import { namesIn, obstaclesOf, whyView, type MomentInVillage, type WhyView } from './why-view';

/** The nearest thing on air is looked for so far before and after. */
const AROUND_MS = DAY_MS;

/** What people are told before the sounds around it, then by its start. */
function byWeight(a: Airing, b: Airing): number {
  return Number(saysSomething(b)) - Number(saysSomething(a)) || a.startsAt - b.startsAt;
}

@Injectable()
export class Explanations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
  ) {}

  /** The chain of one airing, from the microphone to the ear: told to those who look at its village. Throws Problem `not-found`. */
  async ofAiring(actor: Actor, airingId: string): Promise<WhyView> {
    const { read } = this.unitOfWork;
    const airing = viewable(actor, await read.air.airing(airingId));
    requireSight(actor, (await read.places.zone(airing.zoneId))!);
    const [seen] = await airingsInReach(read, actor, airing.communeId, [airing]);
    if (!seen) throw new Problem('not-found');
    return whyView(read, airing, this.clock.now());
  }

  /** What the village hears in the minute of that instant, by default now, and why. Throws Problem `not-found`. */
  async inVillage(actor: Actor, villageId: string, instant?: Instant): Promise<MomentInVillage> {
    const { read } = this.unitOfWork;
    const village = viewable(actor, await read.places.village(villageId));
    const { communeId } = village;
    requireSight(actor, { communeId, villageId });
    const now = this.clock.now();
    const at = Math.floor((instant ?? now) / MINUTE_MS) * MINUTE_MS;
    const commune = (await read.places.commune(communeId))!;
    const zones = (await read.places.zones(communeId)).filter((zone) => zone.villageId === villageId);
    const rundowns = await read.air.rundownsOfVillage(villageId, at - AROUND_MS, at + AROUND_MS);
    const planned = await read.air.airingsOfRundowns(rundowns.map(({ id }) => id));
    const airings = await airingsInReach(read, actor, communeId, planned);
    const nameOf = await namesIn(read, communeId);
    const minute = { from: at, to: at + MINUTE_MS };
    const { stop, quiet } = await obstaclesOf(
      read,
      commune,
      village,
      zones.map(({ id }) => id),
      minute,
      nameOf,
    );
    const plannedUntil = now + this.settings.limits.horizonDays * DAY_MS;
    const moment = momentOf({ at, plannedUntil, airings, rundowns, stop, quiet });
    const concerned = airings.filter(({ id }) => moment.airingIds.includes(id)).sort(byWeight);
    const chains = await Promise.all(concerned.map((airing) => whyView(read, airing, now)));
    return { ...moment, village, at, timeZone: commune.timeZone, now, airings: chains };
  }
}
