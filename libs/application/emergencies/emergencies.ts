// "Khẩn cấp": two people put a warning on air, or one person alone who answers for it afterwards, or the province and civil defence. One write,
// then the order goes out; airings, playbacks and programmes follow by the `plan` job, and the tick asks for it when this process dies.
import {
  comesFromAbove,
  EMERGENCY_LIFECYCLE,
  follow,
  mayConfirm,
  MIN_BREAK_GLASS_REASON,
  MINUTE_MS,
  Problem,
  type Actor,
  type Emergency,
  type EmergencyConsequence,
  type Instant,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, requireForesight, requireFreshProof, visible } from '../acting/access';
import { orderInReach, ordersInReach } from '../acting/reach';
import { writeAllClear } from './all-clear';
import { writeContentApproval } from '../announcements/approvals';
import {
  consequence,
  firstSound,
  handsIn,
  placesLeft,
  prepared,
  requestedEmergency,
  requireHeard,
  requireAsAsked,
  requireSaid,
  speakable,
  started,
  type EmergencyRequest,
  type PreparedEmergency,
} from './emergency-request';
import { logEmergency, makeRoom, refuseSecond, sayDisplaced, type Displaced } from './emergency-log';
import { askAgain, closeRequests, sameRequest } from './open-requests';
import { sayBegin, sayEnd, type StartedEmergency } from './emergency-orders';
import { askedOf, playsDigest } from '../acting/as-approved';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { openReview } from '../announcements/reviews';
import { UrgentPublisher } from '../wire/urgent-publisher';

/** An emergency with what it does. `published` false: the order reached nobody at once. Null: no order was due yet. */
export interface EmergencyView extends Emergency {
  readonly consequence: EmergencyConsequence;
  readonly published: boolean | null;
}

/** One that is written and goes on air now, with what gave way to it. */
interface GoingOnAir {
  readonly emergency: StartedEmergency;
  readonly ready: PreparedEmergency;
  readonly displaced: readonly Displaced[];
  readonly by: string;
}

@Injectable()
export class Emergencies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly voice: UrgentPublisher,
  ) {}

  /** What giving the order now would do. Changes nothing. */
  async check(actor: Actor, communeId: string, request: EmergencyRequest): Promise<EmergencyConsequence> {
    requireForesight(actor, 'emergency.order', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    const startsAt = await firstSound(read, communeId, this.clock.now());
    return consequence(read, communeId, await prepared(read, communeId, request), startsAt, request.minutes);
  }

  /**
   * Asks for it; another person has sixty seconds to confirm. Their sounds are sent ahead to the poles meanwhile. Who asks for what waits
   * already comes to that request, and the sixty seconds begin anew.
   */
  async request(actor: Actor, communeId: string, request: EmergencyRequest): Promise<EmergencyView> {
    requireAct(actor, 'emergency.order', { communeId, villageId: null });
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const ready = await prepared(stores, communeId, request);
      requireApprovable(ready);
      const { minutes, reason } = request;
      const asked = { basis: 'two-people', minutes, reason, by: actor.personId, at: now } as const;
      const wanted = requestedEmergency(communeId, ready, asked);
      await refuseSecond(stores, wanted, now);
      const waiting = await sameRequest(stores, wanted, now);
      const emergency = waiting ? await askAgain(stores, waiting, wanted) : wanted;
      if (!waiting) await stores.emergencies.insert(emergency);
      await stores.air.wantPlan(communeId);
      const details = { title: emergency.title, reason, ...askedOf(emergency) };
      await logEmergency(stores, emergency, actor.personId, now, { kind: 'emergency.requested', details });
      const others = await peopleWhoMay(stores, 'emergency.order', { communeId, villageId: null });
      const asks = {
        communeId,
        kind: 'emergency-asks',
        subjectId: emergency.id,
        values: valuesOf(emergency, actor),
      } as const;
      await tell(
        stores,
        others.filter((id) => id !== actor.personId),
        asks,
        now,
      );
      const effect = await consequence(stores, communeId, ready, await firstSound(stores, communeId, now), minutes);
      return { ...emergency, consequence: effect, published: null };
    });
  }

  /**
   * The second person confirms, and it goes on air. What was only handed in is approved in the same act. Throws Problem
   * `emergency-same-person`, `emergency-request-expired`, `emergency-request-closed`, `approval-self`, `approval-stale`, `not-as-approved`,
   * `emergency-running`,
   * `wrong-state`.
   */
  async confirm(actor: Actor, id: string): Promise<EmergencyView> {
    const now = this.clock.now();
    return this.goOnAir(async (stores) => {
      const before = visible(actor, await stores.emergencies.emergency(id));
      const { communeId } = before;
      requireAct(actor, 'emergency.order', { communeId, villageId: null });
      if (before.state === 'expired') throw new Problem('emergency-request-expired');
      if (before.state === 'closed') throw new Problem('emergency-request-closed');
      const state = follow(EMERGENCY_LIFECYCLE, before.state, 'confirm');
      const may = mayConfirm(before, actor.personId, now);
      if (may !== 'ok') throw new Problem(may);
      const announcement = await speakable(stores, communeId, before.announcementId);
      if (announcement.digest !== before.digest) throw new Problem('approval-stale');
      requireSaid(before.plays, announcement);
      await requireAsAsked(stores, before);
      if (announcement.state !== 'approved' && announcement.editors.includes(actor.personId)) {
        throw new Problem('approval-self');
      }
      await writeContentApproval(stores, announcement, actor, now, 'another-person');
      const displaced = await makeRoom(stores, before, actor.personId, now);
      const startsAt = await firstSound(stores, communeId, now);
      const endsAt = startsAt + (before.endsAt - before.requestedAt);
      const change = { state, confirmedBy: actor.personId, confirmedAt: now, startsAt, endsAt };
      await stores.emergencies.update(id, change);
      const details = { title: before.title };
      await logEmergency(stores, before, actor.personId, now, { kind: 'emergency.confirmed', details });
      const ready = {
        announcement,
        allClearAnnouncementId: null,
        places: requireHeard(await placesLeft(stores, communeId, before.zoneIds)),
        plays: before.plays,
      };
      return { emergency: { ...before, ...change }, ready, displaced, by: actor.personId };
    });
  }

  /** One person alone, with a reason. Every leader is told at once, and a leader has to sign afterwards. */
  async breakGlass(actor: Actor, communeId: string, request: EmergencyRequest): Promise<EmergencyView> {
    requireAct(actor, 'emergency.break-glass', { communeId, villageId: null });
    const reason = request.reason.trim();
    if (reason.length < MIN_BREAK_GLASS_REASON) {
      throw new Problem('emergency-needs-reason', { minLength: MIN_BREAK_GLASS_REASON });
    }
    const now = this.clock.now();
    return this.goOnAir(async (stores) => {
      const ready = await prepared(stores, communeId, request);
      requireApprovable(ready);
      const { minutes } = request;
      const asked = { basis: 'break-glass', minutes, reason, by: actor.personId, at: now } as const;
      const startsAt = await firstSound(stores, communeId, now);
      const emergency = started(requestedEmergency(communeId, ready, asked), startsAt);
      const displaced = await makeRoom(stores, emergency, actor.personId, now);
      await writeContentApproval(stores, ready.announcement, actor, now, 'break-glass');
      await stores.emergencies.insert(emergency);
      await openReview(
        stores,
        { communeId, subject: 'emergency', subjectId: emergency.id, actedBy: actor.personId },
        now,
      );
      await tellLeaders(stores, 'emergency-broke-glass', emergency, actor, now);
      return { emergency, ready, displaced, by: actor.personId };
    });
  }

  /** From the province or civil defence: at once, without a second person. A local emergency gives way in the same zones. */
  async fromAbove(actor: Actor, communeId: string, request: EmergencyRequest): Promise<EmergencyView> {
    requireAct(actor, 'emergency.upstream', { communeId, villageId: null });
    const now = this.clock.now();
    return this.goOnAir(async (stores) => {
      const ready = await prepared(stores, communeId, request);
      if (!comesFromAbove(ready.announcement)) throw new Problem('not-found', { field: 'announcementId' });
      const { minutes, reason } = request;
      const asked = { basis: 'upstream', minutes, reason, by: actor.personId, at: now } as const;
      const startsAt = await firstSound(stores, communeId, now);
      const emergency = started(requestedEmergency(communeId, ready, asked), startsAt);
      const displaced = await makeRoom(stores, emergency, actor.personId, now);
      await writeContentApproval(stores, ready.announcement, actor, now, 'upstream');
      await stores.emergencies.insert(emergency);
      await tellLeaders(stores, 'emergency-from-above', emergency, actor, now);
      return { emergency, ready, displaced, by: actor.personId };
    });
  }

  /**
   * Takes back a request that nobody confirmed yet: whoever asked, or anybody who might confirm. `isOver`: because the danger is over, which
   * closes the other requests about the same as well.
   */
  async withdraw(
    actor: Actor,
    id: string,
    { isOver }: { readonly isOver: boolean } = { isOver: false },
  ): Promise<Emergency> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const before = visible(actor, await stores.emergencies.emergency(id));
      requireAct(actor, 'emergency.end', { communeId: before.communeId, villageId: null });
      const state = follow(EMERGENCY_LIFECYCLE, before.state, 'withdraw');
      await stores.emergencies.update(id, { state });
      const details = { title: before.title, ...(isOver && { isOver }) };
      await logEmergency(stores, before, actor.personId, now, { kind: 'emergency.withdrawn', details });
      if (isOver) await closeRequests(stores, before, actor.personId, now);
      return { ...before, state };
    });
  }

  /**
   * Ends it before its time: silence at once, and then the all-clear if one is asked for, which wants a fresh proof. One person is enough.
   * Throws Problem `emergency-no-all-clear`, `wrong-state`, `proof-too-old`.
   */
  async end(actor: Actor, id: string, { allClear }: { readonly allClear: boolean }): Promise<readonly Emergency[]> {
    const now = this.clock.now();
    const write = async (stores: Stores) => {
      const before = visible(actor, await stores.emergencies.emergency(id));
      const { communeId } = before;
      requireAct(actor, 'emergency.end', { communeId, villageId: null });
      // An ending silences; an all-clear sounds.
      if (allClear) requireFreshProof(actor, 'emergency.order');
      const change = { state: follow(EMERGENCY_LIFECYCLE, before.state, 'end'), endedAt: now, endedBy: actor.personId };
      await stores.emergencies.update(id, change);
      await stores.air.wantPlan(communeId);
      const details = { title: before.title, allClear };
      await logEmergency(stores, before, actor.personId, now, { kind: 'emergency.ended', details });
      const over = { ...before, ...change };
      await closeRequests(stores, over, actor.personId, now);
      const told = await peopleWhoMay(stores, 'emergency.order', { communeId, villageId: null });
      await tell(
        stores,
        told,
        { communeId, kind: 'emergency-ended', subjectId: id, values: valuesOf(over, actor) },
        now,
      );
      return { ended: over, sequel: allClear ? await writeAllClear(stores, over, actor, now) : undefined };
    };
    return this.unitOfWork.urgently(async () => {
      const { ended, sequel } = await this.unitOfWork.run(write);
      await sayEnd(this.voice, ended, ended.zoneIds, ended.endedAt);
      if (sequel) await sayBegin(this.voice, sequel, ended.endedAt);
      return sequel ? [ended, sequel] : [ended];
    });
  }

  /** One that reaches a village of the actor, or that they had a hand in. Throws Problem `not-found`. */
  async emergency(actor: Actor, id: string): Promise<Emergency> {
    const { read } = this.unitOfWork;
    return orderInReach(read, actor, await read.emergencies.emergency(id), handsIn);
  }

  /** Those among them, newest first. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Emergency>> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const { items, nextCursor } = await read.emergencies.emergencies(communeId, page);
    return { items: await ordersInReach(read, actor, communeId, items, handsIn), nextCursor };
  }

  /** Writes once, gives the order, and only then looks at what it does. */
  private async goOnAir(write: (stores: Stores) => Promise<GoingOnAir>): Promise<EmergencyView> {
    const { emergency, ready, published } = await this.unitOfWork.urgently(async () => {
      const written = await this.unitOfWork.run((stores) => this.begin(stores, write));
      const { confirmedAt, requestedAt } = written.emergency;
      const at = confirmedAt ?? requestedAt;
      await sayDisplaced(this.voice, written.displaced, at);
      return { ...written, published: await sayBegin(this.voice, written.emergency, at) };
    });
    const { communeId, startsAt, endsAt } = emergency;
    const minutes = (endsAt - startsAt) / MINUTE_MS;
    const effect = await consequence(this.unitOfWork.read, communeId, ready, startsAt, minutes);
    return { ...emergency, consequence: effect, published };
  }

  private async begin(stores: Stores, write: (stores: Stores) => Promise<GoingOnAir>): Promise<GoingOnAir> {
    const written = await write(stores);
    const { communeId, title, startsAt, endsAt, basis, zoneIds, reason, plays } = written.emergency;
    await stores.air.wantPlan(communeId);
    const happening = {
      kind: 'emergency.started',
      details: { title, basis, startsAt, endsAt, zoneIds, reason, playsSha256: playsDigest(plays) },
    } as const;
    await logEmergency(stores, written.emergency, written.by, this.clock.now(), happening);
    return written;
  }
}

function requireApprovable({ announcement: { state } }: PreparedEmergency): void {
  if (state !== 'approved' && state !== 'submitted') throw new Problem('announcement-not-submitted', { state });
}

/** Tells every leader of what went on air without a second person of the commune, by which right it did. */
async function tellLeaders(
  stores: Stores,
  kind: 'emergency-broke-glass' | 'emergency-from-above',
  emergency: Emergency,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { communeId, id } = emergency;
  const leaders = await peopleWhoMay(stores, 'review.sign', { communeId, villageId: null });
  const values = valuesOf(emergency, actor);
  await tell(stores, leaders, { communeId, kind, subjectId: id, values }, now);
}

function valuesOf({ title, reason, basis }: Emergency, actor: Actor): Readonly<Record<string, string>> {
  return { title, reason, basis, who: actor.name };
}
