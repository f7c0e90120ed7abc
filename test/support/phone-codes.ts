// The phone of a person who has a second factor: it shows the code of the instant by the secret that it was told.
import { TOTP } from 'otpauth';
import type { Instant } from '#domain';

/** The six digits at that instant. */
export function phoneCode(secret: string, at: Instant): string {
  return new TOTP({ secret }).generate({ timestamp: at });
}
