// What belongs to one buổi phát is found together, and what differs in village, slot or day is not.
import fc from 'fast-check';
import {
  bySlotOfDay,
  byVillageSlot,
  isSameSlotOfDay,
  isSameVillageSlot,
  slotOfDayKey,
  villageSlotKey,
  villageSlotOf,
  type Together,
  type VillageSlot,
} from './village-slot';

const one: VillageSlot = { villageId: 'v-1', slotKey: 'at-05:30:00', localDate: '2026-03-02' };
const slots = fc.array(
  fc.record({
    villageId: fc.constantFrom('v-1', 'v-2'),
    slotKey: fc.constantFrom('slot-1', 'at-05:30:00'),
    localDate: fc.constantFrom('2026-03-02', '2026-03-03'),
    zoneId: fc.nat(),
  }),
);

it('is the same in every zone, and another in another village, slot or day', () => {
  expect(isSameVillageSlot(one, { ...one, zoneId: 'z-2' } as VillageSlot)).toBe(true);
  const others = [
    { ...one, villageId: 'v-2' },
    { ...one, slotKey: 'slot-1' },
    { ...one, localDate: '2026-03-03' },
  ];
  expect(others.map((other) => isSameVillageSlot(one, other))).toEqual([false, false, false]);
  expect(others.map((other) => isSameSlotOfDay(one, other))).toEqual([true, false, false]);
});

it('is named by village, slot and day alone', () => {
  expect(villageSlotOf({ ...one, zoneId: 'z-2' } as VillageSlot)).toEqual(one);
  expect([slotOfDayKey(one), villageSlotKey(one)]).toEqual(['at-05:30:00 2026-03-02', 'v-1 at-05:30:00 2026-03-02']);
});

type Parts = (all: readonly VillageSlot[]) => readonly Together<VillageSlot>[];
type IsSame = (one: VillageSlot, other: VillageSlot) => boolean;
it.each<[string, Parts, IsSame]>([
  ['of a commune', bySlotOfDay, isSameSlotOfDay],
  ['of a village', byVillageSlot, isSameVillageSlot],
])('everything %s stands in one group, with its like and in its order', (_, parts, isSame) => {
  fc.assert(
    fc.property(slots, (all) => {
      const groups = parts(all);
      expect(groups.flat()).toHaveLength(all.length);
      for (const group of groups) expect(all.filter((each) => isSame(each, group[0]))).toEqual(group);
    }),
  );
});
