// When an emergency begins after its order: never before a pole can have it ready, later with every pole and with an unsure clock, never for ever.
import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { emergencyLeadMs } from './emergency-lead';

it.each([
  [0, 0, 500],
  [1, 4, 505],
  [44, 12, 534],
  [300, 40, 690],
  [1_000, 250, 1_250],
])('%d poles whose clocks may be wrong by %d ms begin %d ms after the order', (poles, worstUncertaintyMs, leadMs) => {
  expect(emergencyLeadMs({ poles, worstUncertaintyMs })).toBe(leadMs);
});

it('one pole without an idea of the time does not make all others wait for it', () => {
  const week = 20_000;
  expect(emergencyLeadMs({ poles: 44, worstUncertaintyMs: week })).toBe(1_522);
  expect(emergencyLeadMs({ poles: 44, worstUncertaintyMs: Number.MAX_SAFE_INTEGER })).toBe(1_522);
});

it('is whole, never under the floor, and never shorter for one more pole or a worse clock', () => {
  const poles = fc.nat(10_000);
  const worstUncertaintyMs = fc.nat(30_000);
  fc.assert(
    fc.property(poles, worstUncertaintyMs, (many, unsure) => {
      const leadMs = emergencyLeadMs({ poles: many, worstUncertaintyMs: unsure });
      expect(Number.isInteger(leadMs)).toBe(true);
      expect(leadMs).toBeGreaterThanOrEqual(500);
      expect(emergencyLeadMs({ poles: many + 1, worstUncertaintyMs: unsure })).toBeGreaterThanOrEqual(leadMs);
      expect(emergencyLeadMs({ poles: many, worstUncertaintyMs: unsure + 1 })).toBeGreaterThanOrEqual(leadMs);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
