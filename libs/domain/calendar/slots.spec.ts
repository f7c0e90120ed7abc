// Which time slots a commune may have beside each other.
import { slotFault } from './slots';

const MORNING = { from: '05:30', to: '06:30' };
const NIGHT = { from: '23:30', to: '00:30' };

describe('a time slot', () => {
  it.each([
    ['touches another without overlapping', { from: '06:30', to: '07:00' }, null],
    ['begins inside another', { from: '06:29', to: '07:00' }, 'slot-overlap'],
    ['holds another inside it', { from: '05:00', to: '07:00' }, 'slot-overlap'],
    ['reaches over midnight into one that does too', { from: '00:15', to: '01:00' }, 'slot-overlap'],
    ['ends where one that crosses midnight begins', { from: '22:00', to: '23:30' }, null],
    ['is four minutes long', { from: '12:00', to: '12:04' }, 'slot-too-short'],
    ['is five minutes long, across midnight', { from: '00:30', to: '00:35' }, null],
    ['is a whole day beside others', { from: '12:00', to: '12:00' }, 'slot-overlap'],
  ] as const)('that %s', (_, window, fault) => {
    expect(slotFault(window, [MORNING, NIGHT])).toBe(fault);
  });
});
