// The machine below: the reserve that the database has on its disk, its clock, and what guards the event logs. Whoever looks after the installation
// is told once when one of them is not well.
import { DAY_MS, localDateOf, type LocalDate, type NoticeKind } from '#domain';
import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../acting/clock-watch';
import { caretakersOf, tell, type News } from '../acting/notices';
import { runAll } from '../acting/run-all';
import { AuditSealing } from '../audit/audit-sealing';
import { AudioStore } from '../ports/audio-store';
import { Clock } from '../ports/clock';
import { DiskReserve } from '../ports/disk-reserve';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** More than any forecast looks back on. */
const READINGS_KEPT_MS = 90 * DAY_MS;

@Injectable()
export class Machine {
  private readonly told = new Set<NoticeKind>();
  private readOn: LocalDate | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reserve: DiskReserve,
    private readonly clockWatch: ClockWatch,
    private readonly auditSealing: AuditSealing,
    private readonly sounds: AudioStore,
  ) {}

  /** Makes whole what can be made whole. A chore: safe to repeat. */
  async keep(): Promise<void> {
    await runAll([
      this.keepReserve(),
      this.readDisk(),
      this.keepTime(),
      this.tellOnce('log-unguarded', this.isUnguarded, {}),
    ]);
  }

  /** Whether what is due by the clock may be done. */
  get knowsTheTime(): boolean {
    return this.clockWatch.doubt === undefined;
  }

  private get isUnguarded(): boolean {
    return this.auditSealing.trouble !== undefined;
  }

  private async keepReserve(): Promise<void> {
    await this.reserve.refill();
    await this.tellOnce('disk-full', (await this.reserve.missingBytes()) > 0, {});
  }

  /** Once a day of the machine's, to which its disk belongs: by how it changes it is told when it will be full. */
  private async readDisk(): Promise<void> {
    const at = this.clock.machineNow();
    const day = localDateOf(at, 'UTC');
    if (day === this.readOn) return;
    // Also where it fails: a disk that is full is told by others, at every beat.
    this.readOn = day;
    const freeBytes = await this.sounds.freeBytes();
    if (!Number.isSafeInteger(freeBytes)) return;
    await this.unitOfWork.run(({ installation }) =>
      installation.putDiskReading(day, { at, freeBytes }, at - READINGS_KEPT_MS),
    );
  }

  private async keepTime(): Promise<void> {
    await this.clockWatch.review();
    const { doubt } = this.clockWatch;
    await this.tellOnce('clock-doubted', doubt !== undefined, { offMs: Math.abs(doubt?.byMs ?? 0) });
  }

  private async tellOnce(kind: News['kind'], isTrue: boolean, values: News['values']): Promise<void> {
    if (isTrue && !this.told.has(kind)) {
      await this.unitOfWork.run((stores) => this.tellCaretakers(stores, kind, values));
      this.told.add(kind);
    }
    if (!isTrue) this.told.delete(kind);
  }

  private async tellCaretakers(stores: Stores, kind: News['kind'], values: News['values']): Promise<void> {
    for (const { id: communeId } of await stores.places.communes()) {
      const told = await caretakersOf(stores, communeId);
      await tell(stores, told, { communeId, kind, subjectId: communeId, values }, this.clock.now());
    }
  }
}
