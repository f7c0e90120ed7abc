// The people of a simulated commune: what they do, and what they were answered. Their own memory of it is what sounds are held against.
import { SpecialDays } from '#application';
import { DEFAULT_RULES, MINUTE_MS, Problem, SECOND_MS, type PeoplesWill } from '#domain';
import type { Records } from './records';
import type { SimulatedServer } from './simulated-server';
import type { Act, Place } from './story';
import { ServerKilled } from './killable-unit-of-work';

type Will = { -readonly [Field in keyof PeoplesWill]: PeoplesWill[Field] };
type Quiet = { readonly knownAt: number; readonly time: { readonly from: number; readonly to: number } };

const HEADS = { inh: 'Nà Khoang', pao: 'Phìn Sử' } as const;
const ZONE_OFFSET_MS = 7 * 60 * MINUTE_MS;

export class People {
  readonly wills = new Map<string, Will>();
  readonly quiet: Quiet[] = [];
  /** Every item that a village head was asked about. */
  readonly asked = new Set<string>();
  private readonly bookings = new Map<number, string>();
  private readonly emergencies = new Map<number, string>();
  private readonly drills = new Map<number, string>();
  private readonly stops = new Map<number, string>();

  constructor(
    private readonly server: SimulatedServer,
    private readonly records: Records,
    private readonly now: () => number,
    private readonly startedAt: number,
  ) {}

  /** Before anything else: the words around drills. */
  async settleIn(): Promise<void> {
    const { world } = this.server;
    const drill = {
      openingAnnouncementId: await this.approvedAnnouncement('Đây là diễn tập', 5 * SECOND_MS),
      closingAnnouncementId: await this.approvedAnnouncement('Hết diễn tập', 5 * SECOND_MS),
    };
    await world.database.unitOfWork.run(({ places }) =>
      places.updateCommune(world.communeId, { rules: { ...DEFAULT_RULES, drill } }),
    );
  }

  /** Does it, as far as the server lets them. */
  async act(act: Act): Promise<void> {
    if (!this.server.isUp) return;
    const told = JSON.stringify(act);
    try {
      await this.perform(act);
      this.records.note(`done: ${told}`);
    } catch (error) {
      if (error instanceof ServerKilled || !this.server.isUp) return this.records.note(`unanswered: ${told}`);
      if (error instanceof Problem) return this.records.note(`refused (${error.code}): ${told}`);
      if (String(error).includes('SQLITE_FULL')) return this.records.note(`no room: ${told}`);
      this.records.fail(told, error);
    }
  }

  private async perform(act: Act): Promise<void> {
    const { world } = this.server;
    const { communeId } = world;
    const [mai, toan, duyen] = [world.person('mai'), world.person('toan'), world.person('duyen')];
    switch (act.kind) {
      case 'book': {
        const title = `Tin ${act.number}`;
        const announcement = await world.announcement(title, act.durationMs);
        const booking = await world.bookings.propose(mai, communeId, {
          announcementId: announcement.id,
          ...this.placeOf(act.place),
          start: { kind: 'exact', at: this.wallTime(act.startsAtMs) },
          recurrence: { kind: 'once', date: '2026-11-21' },
          lateReason: 'gấp',
          ...(act.repeats > 1 && { repeats: act.repeats }),
        });
        this.bookings.set(act.number, booking.id);
        return;
      }
      case 'approve': {
        const id = this.known(this.bookings, act.number);
        const { digest } = await world.bookings.booking(toan, id);
        await this.willed(`Tin ${act.number}`, 'approve', () => world.bookings.approve(toan, id, digest!));
        return this.server.work();
      }
      case 'cancel': {
        const id = this.known(this.bookings, act.number);
        await this.willed(`Tin ${act.number}`, 'take-off', () => world.bookings.cancel(mai, id, 'không cần nữa'));
        return this.server.work();
      }
      case 'stop': {
        const places = act.place === null ? { zoneIds: null } : { zoneIds: [], ...this.placeOf(act.place) };
        const request = { ...places, minutes: act.minutes, reason: 'phải im' };
        for (const will of this.wills.values()) will.takenOffAt ??= this.now();
        this.stops.set(act.number, (await world.stops.stop(toan, communeId, request)).id);
        return this.server.work();
      }
      case 'lift':
        await world.stops.lift(toan, this.known(this.stops, act.number));
        return this.server.work();
      case 'emergency': {
        const title = `Khẩn ${act.number}`;
        const announcement = await world.announcement(title, act.durationMs, 'emergency');
        const request = { ...this.placeOf(act.place), announcementId: announcement.id };
        const order = { ...request, minutes: act.minutes, reason: 'Nước suối dâng nhanh quá' };
        for (const will of this.wills.values()) will.takenOffAt ??= this.now();
        await this.willed(title, 'approve', async () => {
          if (act.breaksGlass) {
            this.emergencies.set(act.number, (await world.emergencies.breakGlass(toan, communeId, order)).id);
            return;
          }
          const { id } = await world.emergencies.request(mai, communeId, order);
          this.emergencies.set(act.number, id);
          await world.emergencies.confirm(duyen, id);
        });
        return this.server.work();
      }
      case 'end-emergency': {
        const id = this.known(this.emergencies, act.number);
        await this.willed(`Khẩn ${act.number}`, 'take-off', () => world.emergencies.end(toan, id, { allClear: false }));
        return this.server.work();
      }
      case 'drill': {
        const title = `Tập ${act.number}`;
        const announcementId = await this.approvedAnnouncement(title, act.durationMs);
        const startsAt = this.startedAt + act.startsAtMs;
        const request = { announcementId, ...this.placeOf(act.place), startsAt, reason: 'đầu mùa mưa' };
        await this.willed(title, 'approve', async () => {
          this.drills.set(act.number, (await world.drills.order(mai, communeId, request)).id);
        });
        return this.server.work();
      }
      case 'cancel-drill': {
        const id = this.known(this.drills, act.number);
        await this.willed(`Tập ${act.number}`, 'take-off', () => world.drills.cancel(mai, id));
        return this.server.work();
      }
      case 'quiet-day': {
        const [from, to] = [this.wallTime(act.startsAtMs), this.wallTime(act.startsAtMs + act.minutes * MINUTE_MS)];
        const day = { name: 'Ngày lễ', dates: ['2026-11-21'], quietHours: [{ from, to }], seriesRest: false };
        for (const will of this.wills.values()) will.takenOffAt ??= this.now();
        await world.get(SpecialDays).enter(mai, communeId, day);
        const time = {
          from: this.startedAt + act.startsAtMs,
          to: this.startedAt + act.startsAtMs + act.minutes * MINUTE_MS,
        };
        this.quiet.splice(0, Infinity, { knownAt: this.now(), time });
        return this.server.work();
      }
      case 'confirm':
        return this.confirm();
    }
  }

  /** What both villages are asked now. */
  async listen(): Promise<void> {
    const { world } = this.server;
    for (const [login, village] of Object.entries(HEADS))
      for (const { titles } of await world.questions.ask(world.person(login), world.villageId(village)))
        for (const title of titles) this.asked.add(title);
  }

  /** A village head says of everything that was asked that it was heard. */
  private async confirm(): Promise<void> {
    const { world } = this.server;
    await this.listen();
    const head = world.person('inh');
    for (const { rundownId, airingId } of await world.questions.ask(head, world.villageId(HEADS.inh)))
      await world.confirmations.confirm(head, rundownId, 'heard', '', airingId);
  }

  private async approvedAnnouncement(title: string, durationMs: number): Promise<string> {
    const { world } = this.server;
    const submitted = await world.announcement(title, durationMs);
    await world.announcements.approve(world.person('toan'), submitted.id, submitted.digest!);
    return submitted.id;
  }

  /** What nobody answered may hold or not. */
  private async willed(title: string, what: 'approve' | 'take-off', act: () => Promise<unknown>): Promise<void> {
    const fresh: Will = { title, approvedAt: null, isInDoubt: false, takenOffAt: null, cancelledAt: null };
    const will = this.wills.get(title) ?? fresh;
    this.wills.set(title, will);
    const [wasInDoubt, begunAt] = [will.isInDoubt, this.now()];
    if (what === 'take-off') will.takenOffAt ??= begunAt;
    else will.isInDoubt = true;
    try {
      await act();
      if (what === 'take-off') will.cancelledAt ??= begunAt;
      else Object.assign(will, { approvedAt: begunAt, isInDoubt: wasInDoubt });
    } catch (error) {
      if (error instanceof Problem) will.isInDoubt = wasInDoubt;
      throw error;
    }
  }

  private placeOf(place: Place) {
    const { world } = this.server;
    if (place === null) return { wholeCommune: true };
    return { villageIds: [world.villageId(place)] };
  }

  private known(of: ReadonlyMap<number, string>, number: number): string {
    const id = of.get(number);
    if (id === undefined) throw new Problem('not-found');
    return id;
  }

  private wallTime(atMs: number): string {
    return new Date(this.startedAt + atMs + ZONE_OFFSET_MS).toISOString().slice(11, 19);
  }
}
