// Slows down whoever keeps guessing a password or a PIN, however they come in: by name, by link or by PIN. Kept in the database, for the name
// that is tried and for the address it is tried from. A browser in which the person has signed in before is counted by itself: whatever
// strangers do, it is never kept out.
import { DAY_MS, MINUTE_MS, Problem, type Instant, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { FairTurns } from '../acting/fair-turns';
import { Clock } from '../ports/clock';
import type { FailedTry, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { sha256Of } from '../secrets/secrets';

/** Who comes, as far as that is known before they proved anything. */
export interface Caller {
  readonly address: string;
  /** The secret by which the browser is known; null: it has none. */
  readonly device: string | null;
  /** Which browser it says it is. */
  readonly browser?: string | null;
  /** The secret of the session that the browser has already. */
  readonly session?: string | null;
}

/** Failures after which each further try has to wait (ASVS 6.1.1: slow down, do not lock out). A whole office may share an address. */
const FREE_FAILURES = { name: 5, device: 5, address: 50 } as const;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** Failures that lie further back say nothing any more. */
export const FAILURES_KEPT_MS = DAY_MS;
/** How long a browser is known after somebody signed in in it. */
export const DEVICE_KNOWN_MS = 365 * DAY_MS;

/** Proofs are looked at a few at a time: each takes memory and the better part of a tenth of a second. */
const TURNS = { atOnce: 4, waitingOfOne: 64, waiting: 256 } as const;

/** What is tried, and of whom. A code is counted apart from the password before it, which would forgive every wrong one. */
interface Tried {
  readonly login: string;
  readonly person: Person | undefined;
  readonly what: 'secret' | 'code';
}

/** Whose failures are counted together. */
interface Counted {
  readonly key: string;
  readonly free: number;
}

@Injectable()
export class FailedTries {
  private readonly turns = new FairTurns(TURNS);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks at a proof when it is its turn; of one name one after the other, so that of many sent at once none is free. Throws Problem
   * `too-many-requests` while the name or the address has to wait, and where too many wait for their turn.
   */
  async weighed(
    { login, person, what }: Tried,
    { address, device }: Caller,
    look: () => Promise<boolean>,
  ): Promise<boolean> {
    const isKnown = await this.isKnown(person, device);
    const [own, ...others] = isKnown
      ? [counted('device', device!, what)]
      : [counted('name', login, what), counted('address', address)];
    return this.turns.run({ from: isKnown ? own!.key : address, about: own!.key }, async () => {
      const keys = [own!, ...others];
      await refuseWhileWaiting(this.unitOfWork.read, keys, this.clock.now());
      const isGood = await look();
      const { people } = this.unitOfWork.read;
      const hasFailed = isGood && (await people.failedTries([own!.key])).length > 0;
      if (hasFailed) await this.unitOfWork.aside((stores) => stores.people.deleteFailedTry(own!.key));
      if (!isGood) await this.unitOfWork.aside((stores) => count(stores, keys, this.clock.now()));
      return isGood;
    });
  }

  /** Whether the person has signed in in that browser before. */
  async isKnown(person: Person | undefined, device: string | null): Promise<boolean> {
    // Asked also of nobody, so that it takes as long.
    const known = await this.unitOfWork.read.people.knownDevice(sha256Of(device ?? ''), person?.id ?? '');
    return known !== undefined && known.knownSince + DEVICE_KNOWN_MS > this.clock.now();
  }
}

function counted(by: keyof typeof FREE_FAILURES, whose: string, what: Tried['what'] = 'secret'): Counted {
  // Somebody may have typed the password where the name belongs.
  return { key: sha256Of(`${what === 'code' ? 'code of ' : ''}${by} ${whose}`), free: FREE_FAILURES[by] };
}

async function refuseWhileWaiting({ people }: StoreReads, keys: readonly Counted[], now: Instant): Promise<void> {
  const failed = await people.failedTries(keys.map(({ key }) => key));
  // Who would have to wait longer than anybody has to was counted by a clock that was wrong.
  const waitsMs = failed.map(({ waitUntil }) => waitUntil - now).filter((waitMs) => waitMs <= LONGEST_WAIT_MS);
  const waitMs = Math.max(0, ...waitsMs);
  if (waitMs > 0) throw new Problem('too-many-requests', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}

async function count({ people }: Stores, keys: readonly Counted[], now: Instant): Promise<void> {
  const before = new Map((await people.failedTries(keys.map(({ key }) => key))).map((each) => [each.key, each]));
  for (const { key, free } of keys) {
    const earlier = before.get(key);
    const tries = 1 + (earlier && now - earlier.lastAt < FAILURES_KEPT_MS ? earlier.tries : 0);
    const waitMs = tries < free ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (tries - free));
    const failed: FailedTry = { key, tries, lastAt: now, waitUntil: now + waitMs };
    await people.putFailedTry(failed);
  }
}
