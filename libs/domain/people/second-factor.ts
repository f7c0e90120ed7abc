// The second factor of a person: codes that the phone makes of a shared secret and the time, and codes on paper for who has lost the phone.
import { SECOND_MS } from '../calendar/time';
import type { Actor, Role } from './people';

/** How long the phone shows one code. */
export const CODE_STEP_MS = 30 * SECOND_MS;
/** How many steps the clock of a phone may be ahead or behind. */
export const CODE_DRIFT_STEPS = 1;
/** How many codes for who has lost the phone are given out at once. */
export const RECOVERY_CODE_COUNT = 10;

/** Whether what was typed looks like the code of a phone, and not like one from paper; with or without the space that some phones show. */
export function isPhoneCode(typed: string): boolean {
  return /^\d{6}$/.test(digitsOf(typed));
}

/** The code of a phone as it is compared. */
export function digitsOf(typed: string): string {
  return typed.replace(/\s/g, '');
}

/** Whether a code of that step still counts: none does twice, and none that is older than one which did. */
export function isUnusedStep(step: number | null, lastStep: number): step is number {
  return step !== null && step > lastStep;
}

/** Whose role a commune may want guarded by a second factor. */
const WEIGHTY: readonly Role[] = ['leader', 'operator', 'admin', 'technician'];

/** Whether the commune’s rule asks a second factor of whoever came in so: of people by password, not of programs and of phones in villages. */
export function mustHaveSecondFactor({ grants, strength }: Pick<Actor, 'grants' | 'strength'>): boolean {
  return strength === 'password' && grants.some(({ role }) => WEIGHTY.includes(role));
}
