// Codes that a phone makes of a secret and the time, as every authenticator app does (RFC 6238: six digits, 30 seconds).
import type { Instant } from '#domain';

export abstract class OneTimeCodes {
  /** A fresh secret as people type it: in letters and digits. */
  abstract newSecret(): string;
  /** What the phone reads from the picture. `issuer` and `account` are shown in it. */
  abstract addressOf(secret: string, issuer: string, account: string): string;
  /** The step of time whose code this is, one step of drift each way; null: of none. `at` by a clock that is right. */
  abstract stepOf(secret: string, code: string, at: Instant): number | null;
}
