// The memory of one question about one booking. Where nothing reaches over midnight, what a booking does on one day does not depend on other
// days, and days that are alike come to the same: of months of daily series in dozens of zones only a few days are really planned, however
// many ways out are tried.
import type { Airing } from '../air/air';
import { addDays, instantOf } from '../calendar/calendar';
import { DAY_MS, type LocalDate } from '../calendar/time';
import { canonicalJson } from '../canonical-json';
import { isOpen } from '../planning/occurrences';
import { planZone, type BookedItem, type PlanRequest, type ZonePlan } from '../planning/plan-zone';
import { TrialKinds } from './trial-kinds';
import { isApartItem, lastSpecialDate, slotsAreApart } from './special-dates';
import { moved, tryPlanned, type TriedDays } from './tried-days';

/** One day of a zone, which stands for all that are like it. */
export interface ExampleDay {
  readonly date: LocalDate;
  /** The zone as it is now. */
  readonly told: PlanRequest;
  /** The day alone, without the booking. */
  readonly without: PlanRequest;
  /** What sounds on it without the booking. */
  readonly airings: readonly Airing[];
  readonly tries: Map<number, TriedDays>;
}

/** A zone without the booking that is asked about. */
interface OtherwiseBooked {
  /** Equal for zones in which the same is booked under the same rules. */
  readonly kind: number;
  /** What decides about each of its days, whatever is booked. */
  readonly place: string;
  readonly items: readonly BookedItem[];
  /** The last day on which anything but bookings and hours decides what sounds. */
  readonly special: LocalDate;
  /** Whether nothing reaches over midnight. */
  readonly isApart: boolean;
  readonly days: Map<LocalDate, ExampleDay>;
}

export class TrialDays {
  private readonly kinds = new TrialKinds();
  private readonly zones = new WeakMap<PlanRequest, OtherwiseBooked>();
  private readonly examples = new Map<string, ExampleDay>();
  private readonly daysOfKinds = new Map<number, Map<LocalDate, ExampleDay>>();
  private readonly plans = new WeakMap<PlanRequest, Map<number, ZonePlan>>();

  /** The plan of everything else in the zone that long: `without` is made of the zone's own `request`. */
  planWithout(request: PlanRequest, without: PlanRequest): ZonePlan {
    const known = this.plans.get(request) ?? new Map<number, ZonePlan>();
    this.plans.set(request, known);
    const { horizonDays } = without.limits;
    const plan = known.get(horizonDays) ?? planZone(without);
    known.set(horizonDays, plan);
    return plan;
  }

  /** The day after which days can be looked at one by one; undefined where something reaches over midnight, the booking included. */
  specialDate(request: PlanRequest, candidate: BookedItem): LocalDate | undefined {
    const { isApart, special } = this.zone(request, candidate);
    return isApart && isApartItem(candidate, request) ? special : undefined;
  }

  /** The same for everything but the booking. */
  specialDateOfOthers(request: PlanRequest, candidate: BookedItem): LocalDate | undefined {
    const { isApart, special } = this.zone(request, candidate);
    return isApart ? special : undefined;
  }

  /** Zones with the same answer look at the same on all these days, and do the same with the booking; undefined: it is like no other one. */
  kindOf(request: PlanRequest, candidate: BookedItem, dates: readonly LocalDate[]): string | undefined {
    const { kind, special } = this.zone(request, candidate);
    return dates.some((date) => date <= special) ? undefined : `${kind} ${this.kinds.ofItem(candidate)}`;
  }

  /** What the booking does on that day, which lies after the special ones. */
  tryDay(request: PlanRequest, candidate: BookedItem, date: LocalDate): TriedDays {
    const example = this.exampleOf(request, candidate, date);
    const kind = this.kinds.ofItem(candidate);
    const known = example.tries.get(kind);
    const { without, airings, told } = example;
    const itself = { ...without, items: [onDay(candidate, example.date)] };
    const days = known ?? tryPlanned(without, itself, airings, told);
    example.tries.set(kind, days);
    return moved(days, example.date, date, request);
  }

  /** The day that stands for this one. */
  exampleOf(request: PlanRequest, candidate: BookedItem, date: LocalDate): ExampleDay {
    const zone = this.zone(request, candidate);
    // What has its instant has its date.
    const isDated = candidate.booking.start.kind === 'soonest';
    const known = isDated ? undefined : zone.days.get(date);
    if (known) return known;
    const items = zone.items.filter(({ booking }) => this.kinds.datesOf(booking, request).has(date));
    const those = items.map((item) => this.kinds.ofItem(item)).sort((a, b) => a - b);
    const key = `${zone.place} ${dayText(date, request)} ${isDated ? date : ''} ${those.join()}`;
    const example = this.examples.get(key) ?? exampleDay(request, items, date);
    this.examples.set(key, example);
    if (!isDated) zone.days.set(date, example);
    return example;
  }

  private zone(request: PlanRequest, { booking: { id } }: BookedItem): OtherwiseBooked {
    const known = this.zones.get(request);
    if (known) return known;
    const { timeZone, quietHours, broadcastLimits, slots, opening, closing, specialDays, now, limits } = request;
    const setAside = new Set(request.setAside);
    const others = request.items.filter(({ booking }) => booking.id !== id);
    const items = others.filter((item) => !setAside.has(item.booking.id) && isOpen(item));
    const lengths = [opening?.durationMs ?? null, closing?.durationMs ?? null];
    const place = String(this.kinds.of(canonicalJson([timeZone, quietHours, broadcastLimits, slots, lengths])));
    const special = lastSpecialDate(request);
    const isApart = slotsAreApart(request) && others.every((item) => isApartItem(item, request));
    const series = items.map((item) => this.kinds.ofSeries(item)).sort((a, b) => a - b);
    const rest = canonicalJson([special, isApart, specialDays, now, limits]);
    const kind = this.kinds.of(`${place} ${rest} ${series.join()}`);
    const days = this.daysOfKinds.get(kind) ?? new Map<LocalDate, ExampleDay>();
    this.daysOfKinds.set(kind, days);
    const zone = { kind, place, items, special, isApart, days };
    this.zones.set(request, zone);
    return zone;
  }
}

/** One day, planned by itself: far enough ahead that only bookings and hours decide. */
function exampleDay(told: PlanRequest, items: readonly BookedItem[], date: LocalDate): ExampleDay {
  const { limits, timeZone } = told;
  const itsMidnight = instantOf(date, '00:00', timeZone);
  const without: PlanRequest = {
    ...told,
    now: itsMidnight - DAY_MS - Math.max(limits.lockMs, limits.leadMs),
    limits: { ...limits, horizonDays: 2 + Math.ceil(Math.max(limits.lockMs, limits.leadMs) / DAY_MS) },
    setAside: [],
    existing: [],
    existingRundowns: [],
    endedIds: new Set(),
    stops: [],
    emergencies: [],
    interruptions: [],
    items: items.map((item) => onDay(item, date)),
  };
  return { date, told, without, airings: planZone(without).airings, tries: new Map() };
}

/** The item on that day alone. */
export function onDay(item: BookedItem, date: LocalDate): BookedItem {
  return { ...item, booking: { ...item.booking, recurrence: { kind: 'once', date }, cancelledDates: [] } };
}

/** What sets a date apart from others: silence of its own, or clocks that change. */
function dayText(date: LocalDate, { specialDays, timeZone }: PlanRequest): string {
  const near = [addDays(date, -1), date];
  const silence = specialDays
    .filter(({ date: special, quietHours }) => near.includes(special) && quietHours.length > 0)
    .map(({ date: special, quietHours }) => [near.indexOf(special), quietHours]);
  const midnights = [...near, addDays(date, 1), addDays(date, 2)].map((each) => instantOf(each, '00:00', timeZone));
  const isPlain = midnights.every((midnight, index) => index === 0 || midnight - midnights[index - 1]! === DAY_MS);
  return `${silence.length > 0 ? canonicalJson(silence) : ''}${isPlain ? '' : date}`;
}
