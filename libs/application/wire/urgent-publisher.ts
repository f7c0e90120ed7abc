// Says something to the loudspeakers at once, past queue and programme. What nobody heard is logged: it reaches the poles with the next programme.
import { MINUTE_MS, type Instant } from '#domain';
import { PROTOCOL_VERSION, type UrgentOrder } from '#protocol';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from './seals';

/** An urgent order that arrives later than this does nothing; the programme carries it to whoever was away. */
const URGENT_LIFE_MS = MINUTE_MS;

/** What is said, to whom, and what is logged when it could not be said. */
interface UrgentMessage {
  readonly orderId: string;
  /** When it was written down. A repeated request says it again as of then: said too late it does nothing, whatever happened since. */
  readonly issuedAt: Instant;
  readonly communeId: string;
  /** Null: the whole commune. */
  readonly zoneIds: readonly string[] | null;
  readonly order: UrgentOrder['order'];
  readonly unheard: {
    readonly kind: 'stop.unpublished' | 'emergency.unpublished';
    readonly actor: string;
    readonly subjectId: string;
  };
}

/**
 * Where an order for these zones is said, in one message however many they are: in the zone when it is the only one, else to the commune, where
 * it says itself whom it means. Null: the commune.
 */
export function orderGoesTo(zoneIds: UrgentOrder['zoneIds']): string | null {
  return zoneIds?.length === 1 ? zoneIds[0]! : null;
}

@Injectable()
export class UrgentPublisher {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /** True when it went out. Writes nothing before it does. */
  async say({ orderId, issuedAt, communeId, zoneIds, order, unheard }: UrgentMessage): Promise<boolean> {
    const envelope = await this.seals.seal(communeId, 'urgent', {
      protocol: PROTOCOL_VERSION,
      orderId,
      communeId,
      zoneIds,
      issuedAt,
      expiresAt: issuedAt + URGENT_LIFE_MS,
      order,
    });
    try {
      await this.link.publishUrgent(communeId, orderGoesTo(zoneIds), envelope);
      return true;
    } catch (error) {
      const at = this.clock.now();
      const details = { why: String(error) };
      await this.unitOfWork.aside(({ events }) => events.append({ ...unheard, communeId, at, details }));
      return false;
    }
  }
}
