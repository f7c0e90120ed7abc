// The answers of poles to a silent test, taken out of their receipts.
import { allows, failedChecks, follow, SELF_TEST_LIFECYCLE, type Device, type Instant } from '#domain';
import type { Receipt } from '#protocol';
import type { Stores } from '../ports/stores';

type Answer = Extract<Receipt, { readonly kind: 'self-tested' }>;

/** Writes down what the devices answered. An answer to a test that nobody asked it, or without its nonce, says nothing. */
export async function takeSelfTestAnswers(
  { selfTests }: Stores,
  said: readonly { readonly device: Device; readonly receipt: Receipt }[],
  now: Instant,
): Promise<void> {
  const answers = said.filter(
    (each): each is { device: Device; receipt: Answer } => each.receipt.kind === 'self-tested',
  );
  for (const testId of new Set(answers.map(({ receipt }) => receipt.testId))) {
    const test = await selfTests.test(testId);
    if (!test) continue;
    const results = new Map((await selfTests.results(testId)).map((each) => [each.controllerId, each]));
    for (const { device, receipt } of answers) {
      if (receipt.testId !== testId || receipt.nonce !== test.nonce) continue;
      const result = results.get(device.controllerId);
      const event = failedChecks(receipt.checks).length === 0 ? 'pass' : 'fail';
      if (!result || !allows(SELF_TEST_LIFECYCLE, result.state, event)) continue;
      const state = follow(SELF_TEST_LIFECYCLE, result.state, event);
      const answered = { ...result, state, findings: receipt.checks, answeredAt: now };
      results.set(device.controllerId, answered);
      await selfTests.putResult(answered);
    }
  }
}
