// The port `OneTimeCodes` done with `otpauth`, in the one form that every authenticator app knows: SHA-1, six digits, 30 seconds.
import { Secret, TOTP } from 'otpauth';
import { OneTimeCodes } from '#application';
import { CODE_DRIFT_STEPS, CODE_STEP_MS, type Instant } from '#domain';

const SECRET_BYTES = 20;
const FORM = { algorithm: 'SHA1', digits: 6, period: CODE_STEP_MS / 1_000 } as const;

export class TotpCodes extends OneTimeCodes {
  override newSecret(): string {
    return new Secret({ size: SECRET_BYTES }).base32;
  }

  override addressOf(secret: string, issuer: string, account: string): string {
    return new TOTP({ ...FORM, secret, issuer, label: account }).toString();
  }

  override stepOf(secret: string, code: string, at: Instant): number | null {
    const delta = new TOTP({ ...FORM, secret }).validate({ token: code, timestamp: at, window: CODE_DRIFT_STEPS });
    return delta === null ? null : Math.floor(at / CODE_STEP_MS) + delta;
  }
}
