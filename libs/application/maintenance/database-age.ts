// Whether the database is the one that this installation wrote last. A witness beside it remembers how far it had come; a start that finds an
// older one has everything issued anew, instead of numbering on where poles and people already were.
import type { Commune } from '#domain';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Witness, type CommuneSeen, type DatabaseSeen } from '../ports/witness';
import { revokeAllButVillageDoor } from '../people/revocation';
import { raiseEpoch } from '../wire/older-database';

@Injectable()
export class DatabaseAge {
  private written: DatabaseSeen | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {}

  /** Before anything is said to the poles: raises the epoch of each commune that was further once. The first beat notes how far it is. */
  async atStart(): Promise<void> {
    const before = await this.witness.read();
    if (before) await this.followWitness(before);
  }

  /** Remembers how far the database is. A chore: it writes only what changed. */
  async note(): Promise<void> {
    const seen = { communes: await communesSeen(this.unitOfWork.read, this.written?.communes ?? []), restored: false };
    if (isDeepStrictEqual(seen, this.written)) return;
    await this.witness.write(seen);
    this.written = seen;
  }

  private async followWitness({ communes, restored }: DatabaseSeen): Promise<void> {
    // A copy may have been brought back onto a disk that is full.
    await this.unitOfWork.urgently(() => this.unitOfWork.run((stores) => this.compare(stores, communes, restored)));
  }

  private async compare(stores: Stores, seen: readonly CommuneSeen[], restored: boolean): Promise<void> {
    const before = new Map(seen.map((each) => [each.communeId, each]));
    for (const commune of await stores.places.communes()) {
      const was = before.get(commune.id);
      if (!restored && !(was && (await isOlder(stores, commune, was)))) continue;
      const now = this.clock.now();
      await raiseEpoch(stores, commune, was ?? null, 'witness', now);
      // What was ended since the copy would let people in again.
      for (const person of await stores.people.people(commune.id))
        await revokeAllButVillageDoor(stores, { person, by: 'system', at: now });
    }
  }
}

/** Why this database is none that the poles here belong to: it is a fresh one, or that of somebody else. Undefined when it is theirs. */
export async function whyNotOurs(reads: StoreReads, seen: DatabaseSeen | undefined): Promise<string | undefined> {
  const known = new Set((await reads.places.communes()).map(({ id }) => id));
  const lost = (seen?.communes ?? []).filter(({ communeId, poles }) => poles > 0 && !known.has(communeId));
  const names = lost.map(({ name, poles }) => `${name} (${poles} loudspeakers)`).join(', ');
  return lost.length === 0 ? undefined : `it knows nothing of ${names}, which this installation has served`;
}

/** An epoch above what was seen was raised since: whatever the poles were told before does not matter any more. */
async function isOlder({ events }: StoreReads, commune: Commune, was: CommuneSeen): Promise<boolean> {
  if (commune.epoch > was.epoch) return false;
  return commune.epoch < was.epoch || (await events.lastSequence(commune.id)) < was.sequence;
}

/** Boxes are counted anew only where something happened. */
async function communesSeen(reads: StoreReads, before: readonly CommuneSeen[]): Promise<readonly CommuneSeen[]> {
  const seen: CommuneSeen[] = [];
  for (const { id: communeId, name, epoch } of await reads.places.communes()) {
    const sequence = await reads.events.lastSequence(communeId);
    const same = before.find((each) => each.communeId === communeId && each.sequence === sequence);
    const poles = same?.poles ?? (await reads.devices.devices(communeId)).length;
    seen.push({ communeId, name, epoch, sequence, poles });
  }
  return seen;
}
