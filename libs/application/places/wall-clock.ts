// The time as the clock on the wall of the commune shows it. Asked often, by every open screen: the zone is remembered until a commune is changed.
import { localDateOf, wallTimeOf, type Instant, type LocalDate, type TimeZone, type WallTime } from '#domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

/** Of an installation without a commune; every commune states its own. */
const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';

export interface WallClockReading {
  readonly now: Instant;
  readonly localDate: LocalDate;
  readonly localTime: WallTime;
  readonly timeZone: TimeZone;
  /** How far the clock of this process is ahead of its machine's, in milliseconds. */
  readonly demoAheadMs: number;
}

@Injectable()
export class WallClock {
  private zone: TimeZone | undefined;
  private changes = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    unitOfWork.onChanges('communes', () => {
      this.zone = undefined;
      this.changes += 1;
    });
  }

  /** Of the first commune. */
  async read(): Promise<WallClockReading> {
    const timeZone = await this.timeZone();
    const now = this.clock.now();
    const [localDate, localTime] = [localDateOf(now, timeZone), wallTimeOf(now, timeZone)];
    return { now, localDate, localTime, timeZone, demoAheadMs: this.clock.aheadMs };
  }

  /** While there is no commune it is asked each time: another program may found the first. */
  private async timeZone(): Promise<TimeZone> {
    if (this.zone !== undefined) return this.zone;
    const { changes } = this;
    const [commune] = await this.unitOfWork.read.places.communes();
    if (changes === this.changes) this.zone = commune?.timeZone;
    return commune?.timeZone ?? DEFAULT_ZONE;
  }
}
