// Which buổi phát is meant: the rundowns of all zones of a village in one slot of one day, or of the whole commune. A village is asked about it,
// its word holds for it, and its trouble is settled by it; this is the only place that makes its key.
import type { LocalDate } from '../calendar/time';
import { groupedBy, type Group } from '../groups';

/** One slot of one day. */
export interface SlotOfDay {
  /** A slot's id, or `at-HH:MM:SS` for an exact time outside every slot. */
  readonly slotKey: string;
  readonly localDate: LocalDate;
}

/** One slot of one day in one village: a buổi phát as the village hears it, in all of its zones. */
export interface VillageSlot extends SlotOfDay {
  readonly villageId: string;
}

/** The same for everything of that slot and day in a commune. */
export function slotOfDayKey({ slotKey, localDate }: SlotOfDay): string {
  return `${slotKey} ${localDate}`;
}

/** The same for everything of that slot and day in a village. */
export function villageSlotKey(one: VillageSlot): string {
  return `${one.villageId} ${slotOfDayKey(one)}`;
}

export function isSameSlotOfDay(one: SlotOfDay, other: SlotOfDay): boolean {
  return slotOfDayKey(one) === slotOfDayKey(other);
}

export function isSameVillageSlot(one: VillageSlot, other: VillageSlot): boolean {
  return villageSlotKey(one) === villageSlotKey(other);
}

/** The village, slot and day of something that carries them beside other things. */
export function villageSlotOf({ villageId, slotKey, localDate }: VillageSlot): VillageSlot {
  return { villageId, slotKey, localDate };
}

/** What belongs to the same buổi phát, in the order given; at least one. */
export type Together<T> = Group<T>;

/** Parts them by slot and day; the groups in the order of their first. */
export function bySlotOfDay<T extends SlotOfDay>(all: readonly T[]): readonly Together<T>[] {
  return [...groupedBy(all, slotOfDayKey).values()];
}

/** Parts them by village, slot and day; the groups in the order of their first. */
export function byVillageSlot<T extends VillageSlot>(all: readonly T[]): readonly Together<T>[] {
  return [...groupedBy(all, villageSlotKey).values()];
}
