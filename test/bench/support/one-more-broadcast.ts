// A commune of one broadcast everywhere tomorrow, to which another one is added again and again.
import { newId } from '#application';
import { AFTERNOON } from '../../support/desk-commune';
import type { DeskWorld } from '../../support/desk-world';
import { startOf } from './busy-commune';

const TOMORROW = '2026-11-22';

export class OneMoreBroadcast {
  private booked = 0;

  private constructor(
    readonly world: DeskWorld,
    private readonly firstId: string,
  ) {}

  static async open(world: DeskWorld): Promise<OneMoreBroadcast> {
    const recurrence = { kind: 'once', date: TOMORROW } as const;
    const { id } = await world.onAir(await world.announcement('Họp xã', 10_000), { start: startOf(0), recurrence });
    return new OneMoreBroadcast(world, id);
  }

  /** Books the next one, approved; returns its id. */
  async book(): Promise<string> {
    this.booked += 1;
    const { unitOfWork } = this.world.database;
    const [booking] = await unitOfWork.read.bookings.byIds([this.firstId]);
    const id = newId(AFTERNOON);
    await unitOfWork.run(async ({ bookings, air }) => {
      await bookings.insert({ ...booking!, id, start: startOf(this.booked) });
      await air.wantPlan(this.world.communeId);
    });
    return id;
  }

  /** Plans what was booked, and tells every zone: the jobs that the booking has asked for. */
  async dispatch(): Promise<void> {
    await this.world.work();
  }
}
