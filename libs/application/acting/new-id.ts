// Ids of what people make: version 7 UUIDs (RFC 9562), which sort by the time they were made, so that lists need no second key.
import { randomBytes, randomInt } from 'node:crypto';
import type { Instant } from '#domain';

const LOW_62_BITS = (1n << 62n) - 1n;

let lastMadeAt = -1;
let lastTail = 0n;

/** A new id of the given instant. Within one millisecond each is greater than the one before. */
export function newId(now: Instant): string {
  lastTail = now === lastMadeAt ? lastTail + BigInt(randomInt(1, 2 ** 32)) : freshTail();
  lastMadeAt = now;
  const time = now.toString(16).padStart(12, '0');
  const high = (lastTail >> 62n).toString(16).padStart(3, '0');
  const low = ((0b10n << 62n) | (lastTail & LOW_62_BITS)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low.slice(0, 4)}-${low.slice(4)}`;
}

/** Less than every id that was made at the instant or later, and greater than all from before. */
export function firstIdOf(instant: Instant): string {
  const time = instant.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** 73 of the 74 random bits; the highest stays 0, as room to rise. */
function freshTail(): bigint {
  return BigInt(`0x${randomBytes(10).toString('hex')}`) >> 7n;
}
