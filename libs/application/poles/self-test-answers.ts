// The answers of poles to a silent test, taken out of their receipts.
import { allows, failedChecks, follow, SELF_TEST_LIFECYCLE, type Device, type Instant } from '#domain';
import type { Receipt } from '#protocol';
import type { Stores } from '../ports/stores';

/** Writes down what the device answered. An answer to a test that nobody asked it, or without its nonce, says nothing. */
export async function takeSelfTestAnswers(
  { selfTests }: Stores,
  device: Device,
  receipts: readonly Receipt[],
  now: Instant,
): Promise<void> {
  for (const receipt of receipts) {
    if (receipt.kind !== 'self-tested') continue;
    const { testId, nonce, checks } = receipt;
    const test = await selfTests.test(testId);
    if (test?.nonce !== nonce) continue;
    const results = await selfTests.results(testId);
    const result = results.find(({ controllerId }) => controllerId === device.controllerId);
    const event = failedChecks(checks).length === 0 ? 'pass' : 'fail';
    if (!result || !allows(SELF_TEST_LIFECYCLE, result.state, event)) continue;
    const state = follow(SELF_TEST_LIFECYCLE, result.state, event);
    await selfTests.putResult({ ...result, state, findings: checks, answeredAt: now });
  }
}
