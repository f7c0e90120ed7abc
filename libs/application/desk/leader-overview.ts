// Everything on the leader's one page, asked together. Read only.
import { mayDo, type Actor, type Commune, type Instant, type Notice, type StopOrder } from '#domain';
import { Injectable } from '@nestjs/common';
import { EmergencyWatch, type EmergencyLive } from '../emergencies/emergency-watch';
import { SecondPerson, type WaitingView } from '../people/second-person';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';
import { ApprovalCards, type ApprovalCard } from './approval-cards';

/** More notices than this are read at the desk. */
const NOTICES_SHOWN = 10;

/** What a leader sees on the phone. */
interface LeaderView {
  readonly commune: Commune;
  readonly now: Instant;
  readonly waiting: readonly ApprovalCard[];
  readonly emergencies: readonly EmergencyLive[];
  /** Codes and roles for which the one who looks may be the second person. */
  readonly secondFor: readonly WaitingView[];
  readonly stops: readonly StopOrder[];
  readonly notices: readonly Notice[];
  readonly mayOrder: boolean;
  readonly mayStop: boolean;
}

@Injectable()
export class LeaderOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly waiting: ApprovalCards,
    private readonly watch: EmergencyWatch,
    private readonly secondPerson: SecondPerson,
  ) {}

  /** Whether the page is of any use to this person. */
  isFor(actor: Actor): boolean {
    return mayDo(actor, 'approval.refuse', { communeId: actor.communeId, villageId: null });
  }

  /** Throws Problem `not-allowed` for whom it is of no use. */
  async view(actor: Actor): Promise<LeaderView> {
    const { communeId, personId } = actor;
    const { places, air, notices } = this.unitOfWork.read;
    const now = this.clock.now();
    const place = { communeId, villageId: null };
    const { open, justOver } = await this.watch.watched(actor, communeId);
    return {
      commune: (await places.commune(communeId))!,
      now,
      waiting: await this.waiting.list(actor, communeId),
      emergencies: [...open, ...justOver],
      secondFor: await this.secondPerson.list(actor),
      stops: await air.stops(communeId, now),
      notices: (await notices.ofPerson(personId, { limit: NOTICES_SHOWN })).items,
      mayOrder: mayDo(actor, 'emergency.order', place),
      mayStop: mayDo(actor, 'air.stop', place),
    };
  }
}
