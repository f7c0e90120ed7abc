// Requests that wait for the second person: the same asked again comes to the one that waits, and what is over takes those about it along. Else a
// twin could be confirmed after the end, and the warning would sound again.
import {
  asksTheSame,
  EMERGENCY_LIFECYCLE,
  follow,
  isAboutSame,
  waitsForSecond,
  type Emergency,
  type Instant,
} from '#domain';
import { logEmergency } from './emergency-log';
import type { StoreReads, Stores } from '../ports/stores';

/** The request that waits and asks for exactly this; undefined: none does. */
export async function sameRequest(stores: StoreReads, wanted: Emergency, now: Instant): Promise<Emergency | undefined> {
  const waiting = await stores.emergencies.requested(wanted.communeId);
  return waiting.find((each) => waitsForSecond(each, now) && asksTheSame(each, wanted));
}

/** The request as it is asked for again: the second person has sixty seconds from now. */
export async function askAgain(stores: Stores, before: Emergency, wanted: Emergency): Promise<Emergency> {
  const change = { requestedAt: wanted.requestedAt, endsAt: wanted.endsAt };
  await stores.emergencies.update(before.id, change);
  return { ...before, ...change };
}

/** Closes what still waits about the same as `over`, because a leader said that it is over. */
export async function closeRequests(stores: Stores, over: Emergency, actor: string, now: Instant): Promise<void> {
  const waiting = await stores.emergencies.requested(over.communeId);
  const same = waiting.filter((each) => each.id !== over.id && waitsForSecond(each, now) && isAboutSame(each, over));
  for (const each of same) {
    await stores.emergencies.update(each.id, { state: follow(EMERGENCY_LIFECYCLE, each.state, 'close') });
    const details = { title: each.title, overWith: over.id };
    await logEmergency(stores, each, actor, now, { kind: 'emergency.closed', details });
  }
}
