// The rules of planning told in the most simple way, for a zone of which nothing was planned before: every place is looked for among all that has
// its place, with lists and nothing else. The planner, which finds its neighbours by indexes, must come to the same plan.
import {
  addDays,
  datesOf,
  DAY_MS,
  fullWallTime,
  instantOf,
  localDateOf,
  MESSAGE_CLASSES,
  overlaps,
  quietStretches,
  windowOn,
  type Airing,
  type BookedItem,
  type Instant,
  type Interval,
  type PlanRequest,
  type Rundown,
  type ZonePlan,
} from '#domain';

interface Frame {
  readonly id: string;
  readonly slotKey: string;
  readonly slotName: string;
  readonly localDate: string;
  readonly window: Interval;
}

/** What finds its place at once: all repeats in a slot, or one repeat of an exact time. */
interface Piece {
  readonly item: BookedItem;
  readonly frame: Frame;
  readonly ids: readonly string[];
  readonly eachMs: number;
  /** Null: anywhere in its slot. */
  readonly exactly: Instant | null;
}

type Refusal = Pick<Airing, 'reason' | 'reasonValues'>;

const timeOf = ({ startsAt, durationMs }: Airing): Interval => ({ from: startsAt, to: startsAt + durationMs });
const wide = ({ from, to }: Interval, byMs: number): Interval => ({ from: from - byMs, to: to + byMs });
const sum = (lengths: readonly number[]) => lengths.reduce((all, each) => all + each, 0);
const decided = (a: BookedItem, b: BookedItem) =>
  MESSAGE_CLASSES.indexOf(b.messageClass) - MESSAGE_CLASSES.indexOf(a.messageClass) ||
  a.booking.precedence - b.booking.precedence;
const byStart = (a: { startsAt: Instant; id: string }, b: { startsAt: Instant; id: string }) =>
  a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

/** Plans a zone for the first time. */
export function naivePlan(request: PlanRequest): ZonePlan {
  return new NaivePlanner(request).plan();
}

class NaivePlanner {
  private readonly onAir: Airing[] = [];
  /** Of what is on air in a slot: the piece that chose it. */
  private readonly chosen: { readonly piece: Piece; readonly to: Instant }[] = [];
  private readonly gapMs: number;

  constructor(private readonly request: PlanRequest) {
    this.gapMs = request.broadcastLimits.minGapMs;
  }

  plan(): ZonePlan {
    const pieces = this.pieces();
    const refused: { readonly piece: Piece; readonly after: Instant | null }[] = [];
    const ordered = [
      ...pieces.filter(({ exactly }) => exactly !== null),
      ...pieces.filter(({ exactly }) => exactly === null),
    ];
    for (const piece of ordered) {
      const after = this.decidedBefore(piece);
      const start = this.startOf(piece, after);
      if (start === undefined) refused.push({ piece, after });
      else this.put(piece, start);
    }
    const dropped = refused.flatMap(({ piece, after }) => this.dropped(piece, after));
    const items = [...this.onAir];
    const airings = [...items, ...dropped, ...this.signatures(items)].sort(byStart);
    return { rundowns: this.rundowns(airings, pieces), airings };
  }

  /** Everything due, first who chooses first. */
  private pieces(): readonly Piece[] {
    const { now, timeZone, limits } = this.request;
    const today = localDateOf(now, timeZone);
    const dates = Array.from({ length: limits.horizonDays + 2 }, (_, day) => addDays(today, day - 1));
    return this.request.items
      .filter(({ booking }) => ['proposed', 'approved', 'finished'].includes(booking.state))
      .sort(
        (a, b) => decided(a, b) || a.booking.createdAt - b.booking.createdAt || (a.booking.id < b.booking.id ? -1 : 1),
      )
      .flatMap((item) => dates.filter((date) => this.isOn(item, date)).flatMap((date) => this.piecesOn(item, date)));
  }

  private isOn({ booking }: BookedItem, date: string): boolean {
    const window = { from: date, before: addDays(date, 1) };
    return datesOf(booking.recurrence, window, booking.cancelledDates, this.request.specialDays).length > 0;
  }

  private piecesOn(item: BookedItem, date: string): readonly Piece[] {
    const { booking } = item;
    const { now, zoneId, timeZone, idOf } = this.request;
    const eachMs = sum(item.sounds.map(({ durationMs }) => durationMs));
    const ids = Array.from({ length: booking.repeats }, (_, repeat) =>
      idOf('airing', booking.id, zoneId, date, 0, repeat),
    );
    if (booking.start.kind === 'soonest') throw new Error('the naive planner does not look for the next free minute');
    const isDue = (frame: Frame, last: Instant) => last > booking.createdAt && frame.window.from >= now - DAY_MS;
    if (booking.start.kind === 'slot') {
      const { slotId } = booking.start;
      const frame = this.slotsOn(date).find(({ slotKey }) => slotKey === slotId);
      return frame && isDue(frame, frame.window.to) ? [{ item, frame, ids, eachMs, exactly: null }] : [];
    }
    const first = instantOf(date, booking.start.at, timeZone);
    const at = fullWallTime(booking.start.at);
    const own = { from: first, to: first + this.lengthMs(ids.length, eachMs) };
    const id = idOf('rundown', zoneId, `at-${at}`, date);
    const frame = [...this.slotsOn(addDays(date, -1)), ...this.slotsOn(date)].find(
      ({ window }) => window.from <= first && first < window.to,
    ) ?? { id, slotKey: `at-${at}`, slotName: at, localDate: date, window: own };
    if (!isDue(frame, first)) return [];
    return ids.map((one, repeat) => {
      return { item, frame, ids: [one], eachMs, exactly: first + repeat * (eachMs + this.gapMs) };
    });
  }

  private slotsOn(localDate: string): readonly Frame[] {
    const { slots, idOf, zoneId, timeZone } = this.request;
    return [...slots]
      .sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1))
      .map((slot) => {
        const id = idOf('rundown', zoneId, slot.id, localDate);
        return { id, slotKey: slot.id, slotName: slot.name, localDate, window: windowOn(slot, localDate, timeZone) };
      });
  }

  private lengthMs(count: number, eachMs: number): number {
    return count * eachMs + (count - 1) * this.gapMs;
  }

  private startOf(piece: Piece, after: Instant | null): Instant | undefined {
    if (piece.item.controllerIds.length === 0) return undefined;
    if (piece.exactly !== null) return this.refusalOfExact(piece) ? undefined : piece.exactly;
    const silent = [...this.taken(), ...this.quiet(piece), ...this.stops(), ...this.request.emergencies];
    for (let from = this.earliest(piece); ;) {
      const start = this.firstRoom(piece, after, from, silent);
      if (start === undefined || !this.tooMuch(piece, start)) return start;
      const { timeZone } = this.request;
      from = instantOf(addDays(localDateOf(start, timeZone), 1), '00:00', timeZone);
    }
  }

  /** The end of what people put before it in its rundown. */
  private decidedBefore({ item, frame, exactly }: Piece): Instant | null {
    if (exactly !== null) return null;
    const before = this.chosen.filter(({ piece }) => piece.frame.id === frame.id && decided(piece.item, item) < 0);
    return before.length === 0 ? null : Math.max(...before.map(({ to }) => to));
  }

  /** Tries the begin of the room and every end of an obstacle. */
  private firstRoom(
    piece: Piece,
    after: Instant | null,
    notBefore: Instant,
    obstacles: readonly Interval[],
  ): Instant | undefined {
    const room = this.room(piece, after);
    const lengthMs = this.lengthMs(piece.ids.length, piece.eachMs);
    const begin = Math.max(room.from, notBefore);
    return [begin, ...obstacles.map(({ to }) => to)]
      .sort((a, b) => a - b)
      .filter((start) => start >= begin && start + lengthMs <= room.to)
      .find((start) => !obstacles.some((each) => overlaps(each, { from: start, to: start + lengthMs })));
  }

  private room({ frame }: Piece, after: Instant | null): Interval {
    const { opening, closing } = this.request;
    const from = frame.window.from + (opening ? opening.durationMs + this.gapMs : 0);
    return {
      from: after === null ? from : Math.max(from, after + this.gapMs),
      to: frame.window.to - (closing ? closing.durationMs + this.gapMs : 0),
    };
  }

  private taken(): readonly Interval[] {
    return this.onAir.map((airing) => wide(timeOf(airing), this.gapMs));
  }

  private quiet({ item, frame }: Piece): readonly Interval[] {
    const { quietHours, timeZone, specialDays } = this.request;
    if (item.messageClass === 'emergency') return [];
    return quietStretches(quietHours, wide(frame.window, DAY_MS), timeZone, specialDays);
  }

  private stops(): readonly Interval[] {
    return this.request.stops
      .filter(
        ({ liftedAt, zoneIds }) => liftedAt === null && (zoneIds === null || zoneIds.includes(this.request.zoneId)),
      )
      .map(({ from, until }) => ({ from, to: until }));
  }

  private earliest({ item }: Piece): Instant {
    const { now, limits } = this.request;
    return now + (item.booking.lateReason === null ? limits.lockMs : limits.leadMs);
  }

  private tooMuch({ item, frame, ids, eachMs }: Piece, start: Instant): Refusal | undefined {
    const { timeZone, broadcastLimits } = this.request;
    if (item.messageClass === 'emergency') return undefined;
    const counted = this.onAir.filter(({ messageClass }) => messageClass !== 'emergency');
    const lengthOf = (airings: readonly Airing[]) => sum(airings.map(({ durationMs }) => durationMs));
    const inRundown = lengthOf(counted.filter(({ rundownId }) => rundownId === frame.id)) + ids.length * eachMs;
    const over = (reason: 'rundown-cap' | 'day-cap', lengthMs: number, maxMs: number) =>
      lengthMs > maxMs ? { reason, reasonValues: { byMs: lengthMs - maxMs, maxMs } } : undefined;
    const ofRundown = over('rundown-cap', inRundown, broadcastLimits.maxRundownMs);
    if (ofRundown) return ofRundown;
    const days = ids.map((_, repeat) => localDateOf(start + repeat * (eachMs + this.gapMs), timeZone));
    for (const day of days) {
      const before = counted.filter(({ startsAt }) => localDateOf(startsAt, timeZone) === day);
      const own = days.filter((other) => other === day).length * eachMs;
      const ofDay = over('day-cap', lengthOf(before) + own, broadcastLimits.maxDayMs);
      if (ofDay) return ofDay;
    }
    return undefined;
  }

  private refusalOfExact(piece: Piece): Refusal | undefined {
    const { now, limits, emergencies } = this.request;
    const start = piece.exactly!;
    const time = { from: start, to: start + piece.eachMs };
    const meets = (others: readonly Interval[]) => others.some((other) => overlaps(time, other));
    if (meets(this.quiet(piece))) return { reason: 'quiet-hours', reasonValues: {} };
    if (meets(this.stops())) return { reason: 'stopped', reasonValues: {} };
    if (meets(emergencies)) return { reason: 'emergency', reasonValues: {} };
    if (start < now + limits.leadMs) return { reason: 'too-soon', reasonValues: {} };
    if (start < this.earliest(piece)) return { reason: 'locked', reasonValues: {} };
    const [clash] = this.onAir.filter((airing) => overlaps(timeOf(airing), time)).sort(byStart);
    if (!clash) return this.tooMuch(piece, start);
    const { title, kind, startsAt } = clash;
    return { reason: 'overlap', reasonValues: { title, kind, startsAt, endsAt: timeOf(clash).to } };
  }

  /** The first rule without which it would have found room. */
  private refusalOfSlot(piece: Piece, after: Instant | null): Refusal {
    const { now, limits, emergencies } = this.request;
    const [taken, quiet, stops] = [this.taken(), this.quiet(piece), this.stops()];
    const earliest = this.earliest(piece);
    const tried = (notBefore: Instant, ...obstacles: (readonly Interval[])[]) =>
      this.firstRoom(piece, after, notBefore, obstacles.flat());
    const free = tried(earliest, taken, stops, quiet, emergencies);
    if (free !== undefined) return this.tooMuch(piece, free)!;
    const known = (reason: Airing['reason']): Refusal => ({ reason, reasonValues: {} });
    if (tried(earliest, taken, stops, quiet) !== undefined) return known('emergency');
    if (tried(now + limits.leadMs, taken, stops, quiet) !== undefined) return known('locked');
    if (tried(-Infinity, taken, stops, quiet) !== undefined) return known('too-soon');
    if (tried(-Infinity, taken, stops) !== undefined) return known('quiet-hours');
    if (tried(-Infinity, taken) !== undefined) return known('stopped');
    const byMs = this.lengthMs(piece.ids.length, piece.eachMs) - this.largestGapMs(this.room(piece, after), taken);
    return { reason: 'overflow', reasonValues: { byMs } };
  }

  /** From each begin of a gap to the next obstacle. */
  private largestGapMs(room: Interval, obstacles: readonly Interval[]): number {
    const begins = [room.from, ...obstacles.map(({ to }) => to)].filter(
      (begin) =>
        begin >= room.from && begin < room.to && !obstacles.some(({ from, to }) => from <= begin && begin < to),
    );
    const endOf = (begin: Instant) =>
      Math.min(room.to, ...obstacles.filter(({ from }) => from >= begin).map(({ from }) => from));
    return Math.max(0, ...begins.map((begin) => endOf(begin) - begin));
  }

  private put(piece: Piece, start: Instant): void {
    const airings = piece.ids.map((_, repeat) =>
      this.airing(piece, repeat, start + repeat * (piece.eachMs + this.gapMs)),
    );
    this.onAir.push(...airings);
    if (piece.exactly === null) this.chosen.push(...airings.map((airing) => ({ piece, to: timeOf(airing).to })));
  }

  private dropped(piece: Piece, after: Instant | null): readonly Airing[] {
    const { exactly, frame, item, ids } = piece;
    const refusal: Refusal =
      item.controllerIds.length === 0
        ? { reason: 'no-poles', reasonValues: {} }
        : exactly === null
          ? this.refusalOfSlot(piece, after)
          : this.refusalOfExact(piece)!;
    const startsAt = exactly ?? frame.window.from;
    return ids.map((_, repeat) => ({ ...this.airing(piece, repeat, startsAt), state: 'dropped', ...refusal }));
  }

  private airing({ item, frame, ids, eachMs }: Piece, repeat: number, startsAt: Instant): Airing {
    const { communeId, zoneId } = this.request;
    const { booking, announcementId, title, messageClass, sounds, controllerIds } = item;
    return {
      ...{ id: ids[repeat]!, rundownId: frame.id, communeId, zoneId, kind: 'item', restartOf: null },
      ...{ bookingId: booking.id, announcementId, title, messageClass, startsAt, durationMs: eachMs },
      ...{ lateLimitMs: booking.lateLimitMs, sounds, controllerIds },
      ...{ state: booking.state === 'proposed' ? 'held' : 'planned', reason: null, reasonValues: {} },
    };
  }

  /** Openings and closings where they disturb nothing. */
  private signatures(items: readonly Airing[]): readonly Airing[] {
    const firstOf = (id: string) => items.filter(({ rundownId }) => rundownId === id).sort(byStart)[0]!.startsAt;
    const rundownIds = [...new Set(items.map(({ rundownId }) => rundownId))].map((id) => ({
      id,
      startsAt: firstOf(id),
    }));
    const placed: Airing[] = [];
    for (const { id } of rundownIds.sort(byStart)) {
      const own = items.filter(({ rundownId }) => rundownId === id);
      for (const kind of ['opening', 'closing'] as const) {
        const airing = this.signature(kind, id, own);
        if (airing && !this.isDisturbing(airing, [...items, ...placed])) placed.push(airing);
      }
    }
    return placed;
  }

  private isDisturbing(airing: Airing, others: readonly Airing[]): boolean {
    const { now, limits, quietHours, timeZone, specialDays, emergencies } = this.request;
    const time = timeOf(airing);
    if (others.some((other) => overlaps(timeOf(other), wide(time, this.gapMs)))) return true;
    if (quietStretches(quietHours, time, timeZone, specialDays).length > 0) return true;
    return (
      [...this.stops(), ...emergencies].some((each) => overlaps(each, time)) || airing.startsAt < now + limits.leadMs
    );
  }

  private signature(kind: 'opening' | 'closing', rundownId: string, items: readonly Airing[]): Airing | undefined {
    const { idOf, communeId, zoneId, [kind]: sound } = this.request;
    const planned = items.filter(({ state }) => state === 'planned');
    const controllerIds = [...new Set(planned.flatMap((airing) => airing.controllerIds))].sort();
    if (!sound || controllerIds.length === 0) return undefined;
    const [first, last] = [
      Math.min(...items.map(({ startsAt }) => startsAt)),
      Math.max(...items.map((each) => timeOf(each).to)),
    ];
    return {
      ...{ id: idOf('signature', rundownId, kind), rundownId, communeId, zoneId, kind, restartOf: null },
      ...{ bookingId: null, announcementId: null, title: '', messageClass: 'normal' },
      startsAt: kind === 'opening' ? first - this.gapMs - sound.durationMs : last + this.gapMs,
      ...{ durationMs: sound.durationMs, lateLimitMs: 5_000, sounds: [sound], controllerIds },
      ...{ state: 'planned', reason: null, reasonValues: {} },
    };
  }

  private rundowns(airings: readonly Airing[], pieces: readonly Piece[]): readonly Rundown[] {
    const { communeId, villageId, zoneId } = this.request;
    const frames = new Map(pieces.map(({ frame }) => [frame.id, frame]));
    return [...frames.values()]
      .map(({ window, ...frame }) => {
        const times = airings
          .filter(({ rundownId, state }) => rundownId === frame.id && state !== 'dropped')
          .map(timeOf);
        const startsAt = times.length === 0 ? window.from : Math.min(...times.map(({ from }) => from));
        const endsAt = times.length === 0 ? window.to : Math.max(...times.map(({ to }) => to));
        return { ...frame, communeId, villageId, zoneId, startsAt, endsAt };
      })
      .sort(byStart);
  }
}
