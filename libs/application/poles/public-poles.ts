// What anybody may know who stands below a pole: how it is, what it played in the last seven days, and that sound once more. No person is named.
import {
  DAY_MS,
  Problem,
  saysSomething,
  type Airing,
  type Commune,
  type Controller,
  type Instant,
  type Playback,
  type SoundRef,
  type Village,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

const SHOWN_MS = 7 * DAY_MS;
/** More retractions than a commune orders in a week. */
const MOST_RETRACTIONS = 200;

/** How a pole is now. `offline`: nothing was heard of its box for a while. */
type PublicPoleState = 'no-device' | 'stopped' | 'on-air' | 'online' | 'offline';

/** One item on this pole. */
export interface PublicPoleItem extends Pick<Airing, 'kind' | 'title' | 'startsAt' | 'durationMs'> {
  readonly airingId: string;
  readonly state: Playback['state'];
  readonly reason: string | null;
  /** What was played here and may be heard again; empty: nothing. */
  readonly sounds: readonly SoundRef[];
}

export interface PublicPole {
  readonly commune: Pick<Commune, 'id' | 'name' | 'province' | 'phone' | 'timeZone'>;
  readonly village: Pick<Village, 'label' | 'name'>;
  readonly pole: Controller;
  readonly now: Instant;
  readonly state: PublicPoleState;
  readonly lastSeenAt: Instant | null;
  /** The newest first. */
  readonly items: readonly PublicPoleItem[];
}

@Injectable()
export class PublicPoles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `pole-unknown`, the same for every code that no pole has. */
  async pole(publicCode: string): Promise<PublicPole> {
    const { places, devices, air } = this.unitOfWork.read;
    const pole = await places.controllerByPublicCode(publicCode);
    if (!pole) throw new Problem('pole-unknown');
    const now = this.clock.now();
    const [commune, zone, device, stops, items] = await Promise.all([
      places.commune(pole.communeId),
      places.zone(pole.zoneId),
      devices.deviceOfController(pole.id),
      air.stops(pole.communeId, now),
      this.items(pole, now),
    ]);
    const village = (await places.village(zone!.villageId))!;
    const stopped = stops.some(({ zoneIds }) => zoneIds === null || zoneIds.includes(pole.zoneId));
    const onAir = items.some(({ state }) => state === 'playing');
    const reachable = device?.online ? 'online' : 'offline';
    return {
      commune: commune!,
      village,
      pole,
      now,
      state: !device ? 'no-device' : onAir ? 'on-air' : stopped ? 'stopped' : reachable,
      lastSeenAt: device?.lastSeenAt ?? null,
      items,
    };
  }

  /** A sound that was publicly played on this pole in the last seven days. Throws Problem `not-found` for every other. */
  async sound(publicCode: string, airingId: string, index: number): Promise<SoundRef> {
    const pole = await this.unitOfWork.read.places.controllerByPublicCode(publicCode);
    const items = pole ? await this.items(pole, this.clock.now()) : [];
    const sound = items.find((item) => item.airingId === airingId)?.sounds[index];
    if (!sound) throw new Problem('not-found');
    return sound;
  }

  private async items(pole: Controller, now: Instant): Promise<readonly PublicPoleItem[]> {
    const { air } = this.unitOfWork.read;
    const airings = (await air.airingsOfZone(pole.zoneId, now - SHOWN_MS, now)).filter(saysSomething);
    const [playbacks, retractions] = await Promise.all([
      air.playbacksOfAirings(airings.map(({ id }) => id)),
      air.retractions(pole.communeId, { limit: MOST_RETRACTIONS }),
    ]);
    const takenBack = new Set(retractions.items.map(({ announcementId }) => announcementId));
    return airings
      .flatMap((airing) => {
        const playback = playbacks.find((each) => each.airingId === airing.id && each.controllerId === pole.id);
        return playback ? [poleItem(airing, playback, takenBack)] : [];
      })
      .sort((a, b) => b.startsAt - a.startsAt);
  }
}

function poleItem(airing: Airing, { state, reason }: Playback, takenBack: ReadonlySet<string>): PublicPoleItem {
  const { id: airingId, kind, title, startsAt, durationMs, sounds, announcementId } = airing;
  // A warning or a drill heard again would be taken for a new one, and what was wrong is not said twice.
  const mayBeHeard =
    state === 'played' && kind === 'item' && (announcementId === null || !takenBack.has(announcementId));
  return { airingId, kind, title, startsAt, durationMs, state, reason, sounds: mayBeHeard ? sounds : [] };
}
