// The facts of a run, laid out so that a rule can ask: what was ordered, what stood at a pole at some time, what kept it from playing.
import type { Playback } from '../air/air';
import { lastStartOf } from '../air/last-sound';
import { overlaps, SECOND_MS, type Instant, type Interval } from '../calendar/time';
import { groupedBy } from '../groups';
import type {
  AirLogSound,
  EmergencyStretch,
  Facts,
  OrderedAiring,
  PeoplesWill,
  PoleLife,
  Reached,
  SaidReceipt,
  StopTime,
} from './facts';

/** An order that came so long ago stands in the programme by now, or does not stand any more. */
const ORDER_SETTLES_MS = 10 * SECOND_MS;
/** From the moment that something reached a box to the moment that it acts on it. */
export const OBEYED_WITHIN_MS = 2 * SECOND_MS;

type ReachedProgramme = Extract<Reached, { readonly kind: 'programme' }>;

/** What a pole had been told by some time. */
interface Standing {
  /** Undefined: none came yet. */
  readonly programme: ReachedProgramme | undefined;
  readonly stops: readonly StopTime[];
  readonly emergencies: readonly EmergencyStretch[];
  readonly silenced: ReadonlySet<string>;
}

export class AirEvidence {
  readonly orders: ReadonlyMap<string, readonly OrderedAiring[]>;
  readonly soundsOf: ReadonlyMap<string, readonly AirLogSound[]>;
  readonly saidOf: ReadonlyMap<string, readonly SaidReceipt[]>;
  readonly playbacks: ReadonlyMap<string, Playback>;
  readonly wills: ReadonlyMap<string, PeoplesWill>;
  readonly lives: ReadonlyMap<string, PoleLife>;
  private readonly reachedBy: ReadonlyMap<string, readonly Reached[]>;

  constructor(readonly facts: Facts) {
    this.orders = groupedBy(facts.ordered, ({ airingId }) => airingId);
    this.soundsOf = groupedBy(facts.sounds, ({ playbackId }) => playbackId);
    this.saidOf = new Map(
      [
        ...groupedBy(
          facts.said.flatMap((said) => said.playbackIds.map((id) => ({ id, said }))),
          ({ id }) => id,
        ),
      ].map(([id, each]) => [id, each.map(({ said }) => said)]),
    );
    this.reachedBy = groupedBy(facts.reached, ({ controllerId }) => controllerId);
    this.playbacks = new Map(facts.playbacks.map((playback) => [playback.id, playback]));
    this.wills = new Map(facts.wills.map((will) => [will.title, will]));
    this.lives = new Map(facts.poles.map((life) => [life.controllerId, life]));
  }

  /** What it sounded is what one box with one memory sounded. */
  isOneBox(controllerId: string): boolean {
    const life = this.lives.get(controllerId);
    return life !== undefined && !life.isDoubled && !life.isForgetful;
  }

  titleOf(airingId: string): string {
    return this.orders.get(airingId)?.[0]?.title ?? airingId;
  }

  isEmergency(airingId: string): boolean {
    return this.orders.get(airingId)?.[0]?.messageClass === 'emergency';
  }

  /** What had reached the pole by that time; of urgent orders only those of which the programme cannot tell yet. */
  standingAt(controllerId: string, at: Instant): Standing {
    const reached = (this.reachedBy.get(controllerId) ?? []).filter((each) => each.at <= at);
    const programme = reached.filter(isProgramme).reduce<ReachedProgramme | undefined>(newest, undefined);
    const urgent = reached.filter((each) => each.at > at - ORDER_SETTLES_MS);
    const lifted = new Set(urgent.flatMap((each) => (each.kind === 'lift' ? [each.stopId] : [])));
    const ended = new Set(urgent.flatMap((each) => (each.kind === 'end-emergency' ? [each.emergencyId] : [])));
    return {
      programme,
      stops: [
        ...(programme?.stops ?? []),
        ...urgent.flatMap((each) => (each.kind === 'stop' ? [each.stop] : [])),
      ].filter(({ stopId }) => !lifted.has(stopId)),
      emergencies: [
        ...(programme?.emergencies ?? []),
        ...urgent.flatMap((each) => (each.kind === 'emergency' ? [each.emergency] : [])),
      ].filter(({ emergencyId }) => !ended.has(emergencyId)),
      silenced: new Set([
        ...(programme?.cancelledAiringIds ?? []),
        ...urgent.flatMap((each) => (each.kind === 'silence' ? [...each.airingIds] : [])),
      ]),
    };
  }

  /** Whether some order of silence or emergency had to do with the pole in that time. */
  isOrderedAround(controllerId: string, time: Interval): boolean {
    return (this.reachedBy.get(controllerId) ?? []).some((each) => {
      if (each.kind === 'stop') return overlaps(each.stop.time, time);
      if (each.kind === 'emergency') return overlaps(each.emergency.time, time);
      if (each.kind !== 'programme') return false;
      return [...each.stops, ...each.emergencies].some((other) => overlaps(other.time, time));
    });
  }

  /** Whether the pole could play all the time. */
  isFit(controllerId: string, time: Interval): boolean {
    return !(this.lives.get(controllerId)?.unfit ?? []).some((each) => overlaps(each, time));
  }

  /** Whether pole and server could speak to each other all the time. */
  isTogether(controllerId: string, time: Interval): boolean {
    const apart = [...(this.lives.get(controllerId)?.apart ?? []), ...this.facts.serverAway];
    return !apart.some((each) => overlaps(each, time));
  }

  /** The only order that was ever given about the airing, when it was never moved. */
  unmoved(airingId: string): OrderedAiring | undefined {
    const orders = this.orders.get(airingId) ?? [];
    return orders.every(({ startsAt }) => startsAt === orders[0]!.startsAt) ? orders[0] : undefined;
  }
}

/** From the planned start to the last moment at which it may begin. */
export function startTimeOf(airing: Pick<OrderedAiring, 'startsAt' | 'lateLimitMs'>): Interval {
  return { from: airing.startsAt, to: lastStartOf(airing) + 1 };
}

function isProgramme(reached: Reached): reached is ReachedProgramme {
  return reached.kind === 'programme';
}

function newest(known: ReachedProgramme | undefined, other: ReachedProgramme): ReachedProgramme {
  if (!known || known.zoneId !== other.zoneId) return other;
  return (other.epoch - known.epoch || other.version - known.version) > 0 ? other : known;
}
