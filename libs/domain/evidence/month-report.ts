// The report of a month: what sounded in each village, what was due and came to nothing, and what the villages said. From evidence only: minutes
// are those that devices signed for, and silence is never counted as played.
import { CONFIRMATION_ANSWERS, type Confirmation, type ConfirmationAnswer } from '../air/air';
import { villageSlotKey, villageSlotOf, type VillageSlot } from '../air/village-slot';
import {
  counted,
  dueIn,
  tallyOf,
  troubleOf,
  troublesOf,
  type AirTally,
  type Due,
  type MonthTrouble,
  type ReasonCount,
  type TroubledState,
} from './air-tally';
import { addMonths, dayOfMonth, daysBetween, addDays, instantOf, monthOf } from '../calendar/calendar';
import { answerable, villageSlotsOf } from './answerable';
import { speaksOf } from './village-questions';
import type { Village } from '../places/places';
import { soundedIn, spokenTime, type SpokenAir, type SpokenTime } from './spoken-time';
import type { Instant, Interval, LocalDate, TimeZone } from '../calendar/time';
import { groupedBy } from '../groups';

/** Everything that is known of a month's air. */
export interface MonthOfAir extends SpokenAir {
  /** `YYYY-MM`, by the calendar of the commune. */
  readonly month: string;
  readonly villages: readonly Village[];
  readonly confirmations: readonly Confirmation[];
}

type AnswerCounts = Readonly<Record<ConfirmationAnswer, number>>;

/** What a village was asked and answered, one question for each broadcast. */
export interface Hearing {
  readonly asked: number;
  readonly answered: number;
  readonly answers: AnswerCounts;
}

interface VillageMonth extends SpokenTime {
  readonly village: Village;
  readonly tally: AirTally;
  readonly hearing: Hearing;
}

interface DayTally extends AirTally {
  readonly localDate: LocalDate;
}

export interface MonthReport extends SpokenTime {
  readonly month: string;
  readonly tally: AirTally;
  readonly hearing: Hearing;
  /** In the order given. */
  readonly villages: readonly VillageMonth[];
  /** Every day of the month. */
  readonly days: readonly DayTally[];
  /** The most frequent first. */
  readonly reasons: readonly ReasonCount<TroubledState>[];
  /** Items that the planner could give no air, by its reason; counted by item and zone. */
  readonly leftOut: readonly ReasonCount<'dropped'>[];
  readonly troubles: readonly MonthTrouble[];
}

/** The instants of a month, from its first midnight to that of the next. */
export function monthInterval(month: string, zone: TimeZone): Interval {
  return { from: instantOf(`${month}-01`, '00:00', zone), to: instantOf(`${addMonths(month, 1)}-01`, '00:00', zone) };
}

/** Makes the report. What is not over at `now` is not due yet. */
export function monthReport(air: MonthOfAir, now: Instant): MonthReport {
  const due = dueIn(air, now);
  const sounded = soundedIn(air);
  const asked = askedIn(air, due, now);
  const byVillage = {
    due: groupedBy(due, ({ rundown }) => rundown.villageId),
    sounded: groupedBy(sounded, ({ villageId }) => villageId),
    asked: groupedBy(asked, ({ villageId }) => villageId),
    said: groupedBy(air.confirmations, ({ villageId }) => villageId),
  };
  const dueByDay = groupedBy(due, ({ rundown }) => rundown.localDate);
  return {
    month: air.month,
    ...spokenTime(sounded),
    tally: tallyOf(due),
    hearing: hearingOf(asked, air.confirmations),
    villages: air.villages.map((village) => ({
      village,
      ...spokenTime(byVillage.sounded.get(village.id) ?? []),
      tally: tallyOf(byVillage.due.get(village.id) ?? []),
      hearing: hearingOf(byVillage.asked.get(village.id) ?? [], byVillage.said.get(village.id) ?? []),
    })),
    days: daysOf(air.month).map((localDate) => ({
      localDate,
      ...tallyOf(dueByDay.get(localDate) ?? []),
    })),
    reasons: counted(due.flatMap(({ playback }) => troubleOf(playback) ?? [])),
    leftOut: counted(
      air.airings
        .filter(({ kind, state }) => kind === 'item' && state === 'dropped')
        .map(({ reason }) => ({ state: 'dropped' as const, reason })),
    ),
    troubles: troublesOf(due),
  };
}

/** A buổi phát that a village was asked about, and when the last that sounded of it was over. */
interface Asked extends VillageSlot {
  readonly soundedUntil: Instant;
}

/** What was due anywhere in a village is asked about once something of it has sounded. */
function askedIn({ rundowns, airings }: MonthOfAir, due: readonly Due[], now: Instant): readonly Asked[] {
  const dueIds = new Set(due.map(({ rundown }) => rundown.id));
  return villageSlotsOf(rundowns, airings).flatMap((slot) => {
    const { soundedUntil } = answerable(slot, now);
    if (soundedUntil === null || !slot.rundowns.some(({ id }) => dueIds.has(id))) return [];
    return [{ ...villageSlotOf(slot.rundowns[0]), soundedUntil }];
  });
}

/** Answers to whole broadcasts; what was said of a single item is about that item alone. */
function hearingOf(asked: readonly Asked[], confirmations: readonly Confirmation[]): Hearing {
  const questions = new Map(asked.map((each) => [villageSlotKey(each), each]));
  const said = confirmations.filter((each) => {
    const question = questions.get(villageSlotKey(each));
    return each.airingId === null && question !== undefined && speaksOf(each, question);
  });
  const count = (wanted: ConfirmationAnswer) => said.filter(({ answer }) => answer === wanted).length;
  const answers = Object.fromEntries(CONFIRMATION_ANSWERS.map((answer) => [answer, count(answer)])) as AnswerCounts;
  return { asked: questions.size, answered: new Set(said.map(villageSlotKey)).size, answers };
}

function daysOf(month: string): readonly LocalDate[] {
  const [first, last] = [dayOfMonth(month, 1)!, dayOfMonth(month, -1)!];
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** The month that a report is usually wanted for: the last full one, or this one while the commune has no earlier. */
export function usualMonth(today: LocalDate, firstDate: LocalDate | undefined): string {
  const last = addMonths(monthOf(today), -1);
  return firstDate !== undefined && monthOf(firstDate) <= last ? last : monthOf(today);
}
