// "Báo hết nguy hiểm": prepared with the warning, said once in the same places. With the end of the emergency, or after it has run out.
import { mayDeclareAllClear, Problem, saysAllClear, type Actor, type Emergency, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { playsDigest } from '../acting/as-approved';
import { requireAct, visible } from '../acting/access';
import {
  firstSound,
  placesLeft,
  playsOf,
  requestedEmergency,
  requireHeard,
  speakable,
  started,
} from './emergency-request';
import { logEmergency, refuseSecond } from './emergency-log';
import { sayBegin, type StartedEmergency } from './emergency-orders';
import { closeRequests } from './open-requests';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { UrgentPublisher } from '../wire/urgent-publisher';

@Injectable()
export class AllClears {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly voice: UrgentPublisher,
  ) {}

  /**
   * Says that the danger is over after the warning has ended; while it sounds, `Emergencies.end` does both. Throws Problem
   * `emergency-no-all-clear`, `emergency-running`, `wrong-state`.
   */
  async declare(actor: Actor, id: string): Promise<Emergency> {
    const now = this.clock.now();
    return this.unitOfWork.urgently(async () => {
      const allClear = await this.unitOfWork.run((stores) => this.writeDown(stores, actor, id, now));
      await sayBegin(this.voice, allClear, allClear.requestedAt);
      return allClear;
    });
  }

  private async writeDown(stores: Stores, actor: Actor, id: string, now: Instant): Promise<StartedEmergency> {
    const over = visible(actor, await stores.emergencies.emergency(id));
    const { communeId, state } = over;
    requireAct(actor, 'emergency.order', { communeId, villageId: null });
    const since = over.startsAt ?? now;
    const said = (await stores.emergencies.airedSince(communeId, since)).some((each) => saysAllClear(each, id));
    if (!mayDeclareAllClear(over, said, now)) throw new Problem('wrong-state', { state, event: 'end' });
    const written = await writeAllClear(stores, over, actor, now);
    await refuseSecond(stores, written, now);
    await closeRequests(stores, over, actor.personId, now);
    await stores.air.wantPlan(communeId);
    return written;
  }
}

/** The all-clear: an emergency of one repeat in the same places, directly afterwards. Throws Problem `emergency-no-all-clear`. */
export async function writeAllClear(
  stores: Stores,
  over: Emergency,
  actor: Actor,
  now: Instant,
): Promise<StartedEmergency> {
  const announcementId = over.allClearAnnouncementId ?? undefined;
  if (announcementId === undefined) throw new Problem('emergency-no-all-clear');
  const announcement = await speakable(stores, over.communeId, announcementId);
  if (announcement.state !== 'approved') throw new Problem('emergency-no-all-clear', { state: announcement.state });
  const places = requireHeard(await placesLeft(stores, over.communeId, over.zoneIds));
  const plays = playsOf(announcement, places);
  const ready = { announcement, allClearAnnouncementId: null, places, plays };
  const asked = { basis: over.basis, minutes: 0, reason: over.reason, by: actor.personId, at: now };
  const startsAt = await firstSound(stores, over.communeId, now);
  const allClear = { ...started(requestedEmergency(over.communeId, ready, asked), startsAt), allClearOf: over.id };
  await stores.emergencies.insert(allClear);
  const details = { title: allClear.title, allClearOf: over.id, playsSha256: playsDigest(plays) };
  await logEmergency(stores, allClear, actor.personId, now, { kind: 'emergency.started', details });
  return allClear;
}
