import { wallTimeOf } from '#domain';
import * as fc from 'fast-check';
import { nextDemoOffset } from './demo-clock';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Date.parse(`${text}+07:00`);

describe('the demo clock', () => {
  it('begins at 16:58 of the same day when it is earlier', () => {
    const machine = at('2026-11-21T03:00:00');
    expect(machine + nextDemoOffset(machine, 0, true, ZONE)).toBe(at('2026-11-21T16:58:00'));
  });

  it('begins at 16:58 of the next day when it is later, also within the hour', () => {
    const machine = at('2026-11-21T17:20:00');
    expect(machine + nextDemoOffset(machine, 0, true, ZONE)).toBe(at('2026-11-22T16:58:00'));
  });

  it('goes on where it stands when it is started again within the hour', () => {
    const offset = nextDemoOffset(at('2026-11-21T03:00:00'), 0, true, ZONE);
    expect(nextDemoOffset(at('2026-11-21T03:20:00'), offset, false, ZONE)).toBe(offset);
  });

  it('goes on at the next 16:58 when it is started again after the hour', () => {
    const offset = nextDemoOffset(at('2026-11-21T03:00:00'), 0, true, ZONE);
    const later = at('2026-11-21T05:00:00');
    expect(later + nextDemoOffset(later, offset, false, ZONE)).toBe(at('2026-11-22T16:58:00'));
  });

  it('never goes back, whenever it is started', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 * 86_400_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2040-01-01T00:00:00') }),
        (pauses, begin) => {
          let machine = begin;
          let offset = 0;
          pauses.forEach((pause, start) => {
            machine += pause;
            const next = nextDemoOffset(machine, offset, start === 0, ZONE);
            expect(next).toBeGreaterThanOrEqual(offset);
            const time = wallTimeOf(machine + next, ZONE);
            expect(time >= '16:58:00' && time < '18:00:00').toBe(true);
            offset = next;
          });
        },
      ),
    );
  });
});
