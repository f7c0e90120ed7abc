// When the night is tested, and what an answer says.
import { failedChecks, selfTestDueOn } from './self-test';

const at = (wall: string) => Date.parse(`2026-03-02T${wall}:00+07:00`);
const due = (wall: string, selfTestAt: string | null = '02:30') =>
  selfTestDueOn(selfTestAt, 'Asia/Ho_Chi_Minh', at(wall));

describe('the nightly test', () => {
  it('is due from its time on, and made up for within two hours', () => {
    expect(due('02:29')).toBeUndefined();
    expect(due('02:30')).toBe('2026-03-02');
    expect(due('04:29')).toBe('2026-03-02');
    expect(due('04:30')).toBeUndefined();
  });

  it('is never due where the commune wants none', () => {
    expect(due('02:30', null)).toBeUndefined();
  });
});

it('an answer is passed only when every check is', () => {
  const ok = { signature: 'ok', clock: 'ok', storage: 'ok', sound: 'ok', horn: 'ok' };
  expect(failedChecks(ok)).toEqual([]);
  expect(failedChecks({ ...ok, horn: 'horn-failed', clock: 'clock-unsure' })).toEqual(['clock', 'horn']);
});
