// Holding, told as people do it: a tap, a short press, a slip, three seconds, and keys beside fingers.
import fc from 'fast-check';
import { held, HOLD_MS, IDLE, heldShare, type Hold, type HoldEvent } from './hold';

/** How often it counts when this happens one after the other. */
function counted(events: readonly HoldEvent[]): number {
  let hold: Hold = IDLE;
  let times = 0;
  for (const event of events) {
    const next = held(hold, event);
    if (next.kind === 'done' && hold.kind === 'holding') times += 1;
    hold = next;
  }
  return times;
}

const press = (at = 0, by: 'pointer' | 'key' = 'pointer') => ({ kind: 'press', by, at }) as const;
const pass = (at: number) => ({ kind: 'pass', at }) as const;
const release = (by: 'pointer' | 'key' = 'pointer') => ({ kind: 'release', by }) as const;
const leave = { kind: 'leave' } as const;

it.each([
  ['a tap', [press(), release()], 0],
  ['one second', [press(), pass(1_000), release(), pass(5_000)], 0],
  ['just short of three seconds', [press(), pass(HOLD_MS - 1), release()], 0],
  ['three seconds', [press(), pass(1_500), pass(HOLD_MS)], 1],
  ['three seconds of the space bar, which repeats', [press(0, 'key'), press(500, 'key'), pass(HOLD_MS)], 1],
  ['sliding off after two seconds', [press(), pass(2_000), leave, pass(9_000)], 0],
  ['coming back after sliding off', [press(), pass(2_000), leave, press(2_500), pass(4_000)], 0],
  ['staying on it for long counts once', [press(), pass(3_000), pass(6_000), pass(9_000)], 1],
  ['a second time only after letting go', [press(), pass(3_000), press(3_100), pass(9_000)], 1],
  ['twice, let go between', [press(), pass(3_000), release(), press(4_000), pass(7_000)], 2],
  ['a key let go of does not end what the finger holds', [press(), release('key'), pass(3_000)], 1],
] as const)('%s', (_, events, times) => {
  expect(counted(events)).toBe(times);
});

it('never counts without three seconds between a press and the next thing that takes it away', () => {
  const event = fc.oneof(
    fc.constantFrom(leave, release(), release('key')),
    fc.record({ kind: fc.constant('press' as const), by: fc.constantFrom('pointer' as const, 'key' as const) }),
    fc.constant({ kind: 'pass' as const }),
  );
  // Never longer than a second between two things, and never three of them without letting go.
  const story = fc.array(fc.tuple(event, fc.nat({ max: 999 })), { maxLength: 60 });
  fc.assert(
    fc.property(story, (steps) => {
      let at = 0;
      const events = steps.flatMap(([each, later], index): readonly HoldEvent[] => {
        at += later;
        const told = { ...each, at } as HoldEvent;
        return index % 3 === 2 ? [told, leave] : [told];
      });
      expect(counted(events)).toBe(0);
    }),
  );
});

it('shows how far it is, and nothing when nobody holds', () => {
  expect(heldShare(IDLE, 9_000)).toBe(0);
  expect(heldShare(held(IDLE, press(1_000)), 2_500)).toBe(0.5);
  expect(heldShare({ kind: 'done' }, 0)).toBe(1);
});
