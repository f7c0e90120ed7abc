// Numbers for a monitoring system: how the process is, how fast answers are, and how the air looks. Names of people and places are no labels.
import { AudioStore, Clock, ClockWatch, DiskReserve, ItemFailures, UnitOfWork } from '#application';
import { DAY_MS, PLAN_PARTS, PLAYBACK_STATES, RESERVED_BYTES, SECOND_MS } from '#domain';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly answers = new Histogram({
    name: 'loa_http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly playbacks = new Gauge({
    name: 'loa_playbacks',
    help: 'Playbacks of rundowns from a day ago to a day ahead, by state',
    labelNames: ['state'] as const,
    registers: [this.registry],
  });
  private readonly devices = new Gauge({
    name: 'loa_devices',
    help: 'Enrolled devices, by whether they are connected',
    labelNames: ['online'] as const,
    registers: [this.registry],
  });
  private readonly recordings = new Gauge({
    name: 'loa_recordings_waiting',
    help: 'Recordings that have no outcome yet, by state',
    labelNames: ['state'] as const,
    registers: [this.registry],
  });

  private readonly failures = new Counter({
    name: 'loa_item_failures_total',
    help: 'Items of a list that could not be worked out, by what was worked out; the log names them',
    labelNames: ['work'] as const,
    registers: [this.registry],
  });
  private readonly planFailures = new Counter({
    name: 'loa_planning_failures_total',
    help: 'How often a commune, zone, booking or emergency could not be planned',
    registers: [this.registry],
  });
  private readonly planFailing = new Gauge({
    name: 'loa_planning_failing',
    help: 'What cannot be planned now, by what it is',
    labelNames: ['part'] as const,
    registers: [this.registry],
  });
  private readonly planStale = new Gauge({
    name: 'loa_planning_stale_seconds',
    help: 'For how long the part of the schedule that was planned least recently was not planned',
    registers: [this.registry],
  });

  private readonly diskFree = new Gauge({
    name: 'loa_disk_free_bytes',
    help: 'What may still be written where the sounds lie; below loa_disk_reserved_bytes no recording is taken',
    registers: [this.registry],
  });
  private readonly diskReserved = new Gauge({
    name: 'loa_disk_reserved_bytes',
    help: 'What no sound may take of the disk',
    registers: [this.registry],
  });
  private readonly reserveMissing = new Gauge({
    name: 'loa_database_reserve_missing_bytes',
    help: 'What is missing of the reserve that stops, emergencies and receipts have on a full disk',
    registers: [this.registry],
  });
  private readonly clockDoubted = new Gauge({
    name: 'loa_clock_doubted',
    help: 'Whether the clock of the server is doubted: then nothing is planned',
    registers: [this.registry],
  });

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly sounds: AudioStore,
    private readonly reserve: DiskReserve,
    private readonly clockWatch: ClockWatch,
    private readonly itemFailures: ItemFailures,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Notes one answer. `route` is the template (`/bookings/:id`), never the address. */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.answers.observe({ method, route, status: String(status) }, seconds);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Everything in the text format of Prometheus, counted now. */
  async text(): Promise<string> {
    await this.count();
    await this.countPlans();
    this.diskFree.set(await this.sounds.freeBytes());
    this.diskReserved.set(RESERVED_BYTES);
    this.clockDoubted.set(this.clockWatch.doubt ? 1 : 0);
    this.reserveMissing.set(await this.reserve.missingBytes());
    return this.registry.metrics();
  }

  private async count(): Promise<void> {
    const { places, devices, air, recordings } = this.unitOfWork.read;
    const now = this.clock.now();
    const playbacks = new Map<string, number>(PLAYBACK_STATES.map((state) => [state, 0]));
    const boxes = { yes: 0, no: 0 };
    for (const { id } of await places.communes()) {
      for (const { online } of await devices.devices(id)) boxes[online ? 'yes' : 'no'] += 1;
      const rundowns = await air.rundowns(id, now - DAY_MS, now + DAY_MS);
      for (const { state } of await air.playbacksOfRundowns(rundowns.map((rundown) => rundown.id))) {
        playbacks.set(state, (playbacks.get(state) ?? 0) + 1);
      }
    }
    const waiting = { received: 0, rendering: 0 };
    for (const { state } of await recordings.unfinished()) {
      if (state === 'received' || state === 'rendering') waiting[state] += 1;
    }
    this.failures.reset();
    for (const [work, count] of this.itemFailures.counts) this.failures.inc({ work }, count);
    for (const [state, count] of playbacks) this.playbacks.set({ state }, count);
    for (const [online, count] of Object.entries(boxes)) this.devices.set({ online }, count);
    for (const [state, count] of Object.entries(waiting)) this.recordings.set({ state }, count);
  }

  /** From the database, because the planner may be another process. */
  private async countPlans(): Promise<void> {
    const { places, air } = this.unitOfWork.read;
    const now = this.clock.now();
    const failing = new Map<string, number>(PLAN_PARTS.map((part) => [part, 0]));
    let [total, oldest] = [0, now];
    for (const { id } of await places.communes()) {
      const { failures, plannedAt } = await air.planMark(id);
      total += failures;
      oldest = Math.min(oldest, plannedAt ?? now);
      for (const { part, since } of await air.planFailures(id)) {
        failing.set(part, (failing.get(part) ?? 0) + 1);
        oldest = Math.min(oldest, since);
      }
    }
    this.planFailures.reset();
    this.planFailures.inc(total);
    for (const [part, count] of failing) this.planFailing.set({ part }, count);
    this.planStale.set((now - oldest) / SECOND_MS);
  }
}
