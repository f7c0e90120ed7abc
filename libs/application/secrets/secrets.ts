// Secrets that people and devices carry. They leave the server once, in the answer that made them; only their SHA-256 is kept.
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A fresh secret of 256 bits, safe in URLs and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether it looks like one that we made. */
export function isSecret(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[\w-]{43}$/.test(text);
}

/** By which a token of a program is told from the secret of a session. */
export const TOKEN_PREFIX = 'loa_';

/** Lower-case hex SHA-256 of a text. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Six digits that let a person in on a phone that holds their link. */
export function newPin(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** The code on the label of a new pole: 64 bits, no secret, but nobody finds the next pole by counting on. */
export function newPublicCode(): string {
  return randomBytes(8).toString('hex');
}

// Without 0/O, 1/I/L: codes are read out over the phone.
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A one-time code of 12 letters in groups, about 59 bits, such as `7KQ2-MX9B-HT4C`. */
export function newCode(): string {
  const letters = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** How a code is compared: without dashes, spaces and case. */
export function hashOfCode(code: string): string {
  return sha256Of(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}
