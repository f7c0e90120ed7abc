// What cannot be planned is counted until it can be, and nothing of it is told for a passing disturbance.
import { failuresAfter, keepsFailing, planFault, type PlanFailure, type PlanFault } from './plan-failure';
import { MINUTE_MS, SECOND_MS } from '../calendar/time';

const ZONE: PlanFault = { part: 'zone', subjectId: 'Phìn Sử', reason: 'hỏng' };
const COMMUNE: PlanFault = { part: 'commune', subjectId: 'xã', reason: 'hỏng' };

/** Tries one after the other, a minute apart. */
function tries(...all: (readonly PlanFault[])[]): readonly PlanFailure[] {
  return all.reduce<readonly PlanFailure[]>((before, faults, index) => {
    const { failing, healed } = failuresAfter(before, 'xã', faults, index * MINUTE_MS);
    const left = before.filter((each) => !healed.includes(each));
    return [...left.filter((each) => !failing.some((one) => one.subjectId === each.subjectId)), ...failing];
  }, []);
}

it('counts how often in a row and keeps since when', () => {
  expect(tries([ZONE], [ZONE])).toMatchObject([{ ...ZONE, since: 0, lastAt: MINUTE_MS, times: 2, toldAt: null }]);
});

it('is healed by the next plan that succeeds, and begins anew after that', () => {
  expect(tries([ZONE], [])).toEqual([]);
  expect(tries([ZONE], [], [ZONE])).toMatchObject([{ since: 2 * MINUTE_MS, times: 1 }]);
});

it('counts one booking once, in however many zones it fails', () => {
  const booking: PlanFault = { part: 'booking', subjectId: 'b', reason: 'hỏng' };
  expect(tries([booking, { ...booking, reason: 'hỏng ở nhóm khác' }])).toMatchObject([{ times: 1, reason: 'hỏng' }]);
});

it('knows nothing of the parts while the whole commune fails', () => {
  expect(tries([ZONE], [COMMUNE]).map(({ part, times }) => [part, times])).toEqual([
    ['zone', 1],
    ['commune', 1],
  ]);
  expect(tries([ZONE], [COMMUNE], [])).toEqual([]);
});

it('needs a person after three tries, or two over a minute', () => {
  const after = (times: number, ms: number) => keepsFailing({ times, since: 0, lastAt: ms });
  expect([after(1, 0), after(2, SECOND_MS), after(2, MINUTE_MS), after(3, SECOND_MS)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

it('tells the beginning of what was thrown, in one line', () => {
  expect(planFault('zone', 'z', new Error(`too\n small ${'x'.repeat(1_000)}`)).reason).toMatch(
    /^Error: too small x{1,500}$/,
  );
});
