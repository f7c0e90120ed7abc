// Who comes by which secret, remembered from one request to the next. The one place that forgets it: whatever may let somebody out, or change
// what they may do, makes everything remembered void. A second process that writes would call `forgetAll` here, and nowhere else.
import { MINUTE_MS, type Actor, type Instant, type Interval } from '#domain';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../ports/unit-of-work';

/** How long something is believed without being read again: what another program wrote counts after this time at the latest. */
const BELIEVED_MS = MINUTE_MS;
/** More than one process has signed-in people at a time; the one that was remembered first is read again. */
const MOST_REMEMBERED = 10_000;

/** Somebody as they were read, with what is needed to note that they were here. */
export interface KnownActor {
  readonly actor: Actor;
  readonly lastActiveAt: Instant | null;
  /** The API token by which they come; null: they come by a session. */
  readonly token: { readonly id: string; readonly lastUsedAt: Instant | null } | null;
  /** The session by which they come; null: by a token. */
  readonly session: { readonly secretHash: string; readonly lastUsedAt: Instant | null } | null;
  /** In which nothing of it changes by time alone. */
  readonly holds: Interval;
}

@Injectable()
export class ActorMemory {
  private readonly known = new Map<string, KnownActor>();
  private versionNow = 0;

  constructor(unitOfWork: UnitOfWork) {
    unitOfWork.onChanges('access', () => this.forgetAll());
    // Its rules may want a second factor of somebody.
    unitOfWork.onChanges('communes', () => this.forgetAll());
  }

  /** Rises with everything that may change what is remembered. */
  get version(): number {
    return this.versionNow;
  }

  /** Makes void what is remembered, and what is being read at this moment. */
  forgetAll(): void {
    this.versionNow += 1;
    this.known.clear();
  }

  /** Who comes by the secret with this hash, as far as that still holds. */
  recall(secretHash: string, now: Instant): KnownActor | undefined {
    const known = this.known.get(secretHash);
    if (!known || (known.holds.from <= now && now < known.holds.to)) return known;
    this.known.delete(secretHash);
    return undefined;
  }

  /** Keeps what was read since `version`, unless it is void by now. */
  remember(secretHash: string, known: KnownActor, version: number): void {
    if (version !== this.versionNow) return;
    const { from, to } = known.holds;
    if (this.known.size >= MOST_REMEMBERED) this.known.delete(this.known.keys().next().value!);
    this.known.set(secretHash, { ...known, holds: { from, to: Math.min(to, from + BELIEVED_MS) } });
  }
}
