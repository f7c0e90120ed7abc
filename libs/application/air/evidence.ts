// What devices prove. Receipts of all devices are gathered, verified, stored once and in order, turned into playback states, and only then
// acknowledged: a device forgets nothing that is not durable here.
import type { Device } from '#domain';
import { Injectable } from '@nestjs/common';
import { expirePlaybacks } from './playback-evidence';
import { JournalsHeard } from './doubled-boxes';
import { writeReceipts, type SaidBatch, type WrittenBatch } from './receipt-writes';
import { ClockWatch } from '../acting/clock-watch';
import { Gatherer, type GathererLimits } from '../acting/gatherer';
import { allTogether } from '../acting/together';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import { DeviceConduct } from '../poles/device-conduct';
import { Timer } from '../ports/timer';
import { UnitOfWork } from '../ports/unit-of-work';
import { openFrom } from '../wire/device-envelopes';
import { Seals } from '../wire/seals';

/** Weights are bytes. At once: some hundred boxes that say one thing, twenty that are ready, or one that brings a whole day. */
const LIMITS: GathererLimits = { restMs: 100, mostAtOnce: 100_000, mostWaiting: 32_000_000 };

/** What came, as it came. */
interface Report {
  readonly communeId: string;
  readonly deviceId: string;
  readonly envelope: Uint8Array;
}

/** What became of a report; undefined: nobody looked at it. */
type Stored = WrittenBatch | undefined;

@Injectable()
export class Evidence {
  private readonly gatherer: Gatherer<Report>;
  private readonly journals = new JournalsHeard();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
    private readonly conduct: DeviceConduct,
    private readonly clockWatch: ClockWatch,
    timer: Timer,
  ) {
    this.gatherer = new Gatherer(timer, LIMITS, (reports) => this.take(reports));
  }

  /**
   * Takes a sealed batch of receipts, together with what others send in the same tenth of a second. The acknowledgement names the last receipt
   * that is safe here. A batch that is not believed is counted and not acknowledged. Rejects when it could not be stored: the device sends
   * it again. Throws Problem `unavailable` while too much waits.
   */
  accept(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    return this.gatherer.add({ communeId, deviceId, envelope }, envelope.byteLength);
  }

  /**
   * The `settle` job: playbacks whose evidence did not come by the deadline become `unconfirmed`. Later evidence may still correct them. By a
   * clock that is doubted nothing is too late.
   */
  async settle(communeId: string, limit = 1_000): Promise<void> {
    if (this.clockWatch.doubt) return;
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      await expirePlaybacks(stores, await stores.air.overduePlaybacks(communeId, now, limit), now);
    });
  }

  private async take(reports: readonly Report[]): Promise<readonly PromiseSettledResult<void>[]> {
    const ids = [...new Set(reports.map(({ deviceId }) => deviceId))];
    const devices = new Map((await this.unitOfWork.read.devices.devicesByIds(ids)).map((each) => [each.id, each]));
    const looks = await Promise.allSettled(reports.map((report) => this.look(devices.get(report.deviceId), report)));
    const seen = looks.flatMap((look) => (look.status === 'fulfilled' && look.value ? [look.value] : []));
    const stored = new Map((await this.store(seen)).map((each, place) => [seen[place]!, each]));
    return Promise.allSettled(
      looks.map((look, place) =>
        this.answer(look.status === 'fulfilled' ? stored.get(look.value!) : look, reports[place]!),
      ),
    );
  }

  /** Undefined when nobody knows that device, or it is not believed. One that cannot be looked at keeps no other from it. */
  private async look(device: Device | undefined, { communeId, envelope }: Report): Promise<SaidBatch | undefined> {
    if (!device || device.communeId !== communeId) return undefined;
    const belief = openFrom(device, 'receipts', envelope);
    if ('message' in belief) {
      const { message: batch } = belief;
      return { device, batch, isOfLeftJournal: this.journals.isLeft(batch) };
    }
    this.conduct.noteRejected(communeId, device.id, belief.fault);
    return undefined;
  }

  private store(seen: readonly SaidBatch[]): Promise<readonly PromiseSettledResult<Stored>[]> {
    return allTogether(seen, (batches) =>
      this.unitOfWork.run((stores) => writeReceipts(stores, batches, this.clock.now())),
    );
  }

  private async answer(
    stored: PromiseSettledResult<Stored> | undefined,
    { communeId, deviceId }: Report,
  ): Promise<void> {
    if (stored?.status === 'rejected') throw stored.reason;
    if (!stored?.value) return;
    const { mark, isDoubled } = stored.value;
    if (isDoubled) this.conduct.quarantine(communeId, deviceId);
    // Also of what is not believed: a box with an older copy of its journal learns by it that it is one.
    await this.link.acknowledge(communeId, deviceId, await this.seals.seal(communeId, 'receipt-ack', mark));
  }
}
