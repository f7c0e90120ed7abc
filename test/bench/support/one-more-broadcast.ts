// A commune of one broadcast everywhere tomorrow, to which another one is added again and again.
import type { DeskWorld } from '../../support/desk-world';
import { insertTold } from '../../support/told-booking';
import { approvedAt, startOf } from './busy-commune';

const TOMORROW = '2026-11-22';

export class OneMoreBroadcast {
  private booked = 0;

  private constructor(
    readonly world: DeskWorld,
    private readonly firstId: string,
    private readonly announcementDigest: string,
  ) {}

  static async open(world: DeskWorld): Promise<OneMoreBroadcast> {
    const recurrence = { kind: 'once', date: TOMORROW } as const;
    const announcement = await world.announcement('Họp xã', 10_000);
    const { id } = await world.onAir(announcement, { start: startOf(0), recurrence });
    return new OneMoreBroadcast(world, id, announcement.digest!);
  }

  /** Books the next one, approved; returns its id. */
  async book(): Promise<string> {
    this.booked += 1;
    const { unitOfWork } = this.world.database;
    const [booking] = await unitOfWork.read.bookings.byIds([this.firstId]);
    const next = approvedAt(this.booked, booking!, this.announcementDigest);
    await unitOfWork.run(async (stores) => {
      await insertTold(stores, next);
      await stores.air.wantPlan(this.world.communeId);
    });
    return next.id;
  }

  /** Plans what was booked, and tells every zone: the jobs that the booking has asked for. */
  async dispatch(): Promise<void> {
    await this.world.work();
  }
}
