// Watches the server's own clock. While it is doubted nothing is planned, settled or tidied up by it and no pole is told the time; it goes on when
// the clock is right again, when the poles agree with it, or when a person at the machine says so.
import {
  CLOCK_STEP_MS,
  doubtAtStart,
  judgedByPoles,
  MINUTE_MS,
  POLE_TOLERANCE_MS,
  type ClockDoubt,
  type Instant,
} from '#domain';
import type { DeviceStatus } from '#protocol';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Witness } from '../ports/witness';

/** Poles say how they are every five minutes at least. */
const WITNESS_MS = 10 * MINUTE_MS;
/** Poles say what time they have before they are told ours, at the latest after this. */
const POLES_FIRST_MS = 6 * MINUTE_MS;
/** A person's word is about the clock of that time. */
const CONFIRMED_MS = 10 * MINUTE_MS;

interface Heard {
  /** The pole's time minus our monotonic clock. */
  readonly offsetMs: number;
  readonly heardAtMs: number;
}

/** What a pole says of its clock. */
type PoleWord = Pick<DeviceStatus, 'at' | 'uncertaintyMs' | 'uptimeMs'>;

@Injectable()
export class ClockWatch {
  /** Our time minus the monotonic clock, as it was last believed. */
  private believedMs: number | undefined;
  private doubted: ClockDoubt | undefined;
  private newestBefore: Instant | undefined;
  private startedAtMs = 0;
  /** From then on every pole is told the time; before, those that know none. */
  private tellsFromMs = -Infinity;
  private readonly witnesses = new Map<string, Heard>();
  private readonly knowNone = new Set<string>();
  private readonly told = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {}

  /** Before anything is said to the poles. */
  async atStart(): Promise<void> {
    this.startedAtMs = this.clock.monotonicMs();
    this.tellsFromMs = this.startedAtMs + POLES_FIRST_MS;
    this.newestBefore = await newestInstant(this.unitOfWork.read);
    this.doubted = doubtAtStart(this.clock.now(), this.newestBefore);
  }

  /** Why the clock is not believed now; undefined: it is. Time of a demo is made, and believed. */
  get doubt(): ClockDoubt | undefined {
    if (this.clock.aheadMs !== 0) return undefined;
    const offsetMs = this.offsetMs;
    const stepMs = offsetMs - (this.believedMs ?? offsetMs);
    if (Math.abs(stepMs) > CLOCK_STEP_MS) this.doubted ??= { reason: 'stepped', byMs: stepMs };
    else if (this.doubted?.reason === 'stepped') this.doubted = undefined;
    if (!this.doubted) this.believedMs = offsetMs;
    return this.doubted;
  }

  /** Whether that pole is told the time now. */
  tells(deviceId: string): boolean {
    const may = !this.doubt && (this.clock.monotonicMs() >= this.tellsFromMs || this.knowNone.has(deviceId));
    if (may) this.told.add(deviceId);
    return may;
  }

  /** Takes what a pole has for the time: it carries on what it was told by this server, or by the one that ran here before. */
  heard(deviceId: string, { at, uncertaintyMs, uptimeMs }: PoleWord): void {
    const heardAtMs = this.clock.monotonicMs();
    const wasTold = this.told.has(deviceId) || uptimeMs > heardAtMs - this.startedAtMs;
    if (!wasTold || uncertaintyMs > POLE_TOLERANCE_MS) return void this.knowNone.add(deviceId);
    this.witnesses.set(deviceId, { offsetMs: at - heardAtMs, heardAtMs });
    this.judge();
  }

  /** Looks whether time or people agree by now. A chore: safe to repeat. */
  async review(): Promise<void> {
    this.judge();
    const { doubt } = this;
    if (!doubt) return;
    const confirmedAt = await this.witness.clockConfirmedAt();
    if (confirmedAt !== undefined && Math.abs(this.clock.now() - confirmedAt) <= CONFIRMED_MS) this.believe();
    else if (doubt.reason.endsWith('database')) this.doubted = doubtAtStart(this.clock.now(), this.newestBefore);
  }

  private judge(): void {
    const nowMs = this.clock.monotonicMs();
    for (const [id, { heardAtMs }] of this.witnesses) if (nowMs - heardAtMs > WITNESS_MS) this.witnesses.delete(id);
    const { offsetMs } = this;
    const verdict = judgedByPoles([...this.witnesses.values()].map((pole) => pole.offsetMs - offsetMs));
    if (verdict === 'agree') this.believe();
    else if (verdict && !this.doubt) this.doubted = verdict;
  }

  private believe(): void {
    this.doubted = undefined;
    this.believedMs = this.offsetMs;
    this.tellsFromMs = -Infinity;
  }

  private get offsetMs(): number {
    return this.clock.now() - this.clock.monotonicMs();
  }
}

/** The newest instant that this server wrote down before; plans are made anew every few minutes. */
async function newestInstant({ places, events, air }: StoreReads): Promise<Instant | undefined> {
  const instants: Instant[] = [];
  for (const { id } of await places.communes()) {
    const [newest] = (await events.latest(id, { limit: 1 }, { from: 0 })).items;
    const { plannedAt } = await air.planMark(id);
    if (newest) instants.push(newest.at);
    if (plannedAt !== null) instants.push(plannedAt);
  }
  return instants.length === 0 ? undefined : Math.max(...instants);
}
