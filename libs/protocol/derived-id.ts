// Ids that server and device compute alike, so that the same sound has the same name on both sides, however often it is planned or delivered.
import { createHash } from 'node:crypto';

/** A UUID-shaped id (version 8, RFC 9562) made from the parts alone. Equal parts give equal ids. */
export function derivedId(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The playback of one airing on one controller. */
export function playbackIdOf(airingId: string, controllerId: string): string {
  return derivedId('playback', airingId, controllerId);
}
