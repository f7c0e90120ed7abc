// How a village head comes in without a password: the personal link, the PIN once, and from then on this phone is known until the link ends.
import { endOf, Problem, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Caller } from './failed-tries';
import { PersonalLinks } from './personal-links';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';
import { proofAskedOf, Proofs, type Proof } from './proofs';
import { openSession, PHONE_STRENGTH, type OpenedSession } from './sessions';

/** Who is asked to sign in, and what for. */
export interface VillageEntry {
  readonly name: Person['name'];
  readonly asksFor: 'pin' | 'password';
}

@Injectable()
export class VillageSignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly proofs: Proofs,
  ) {}

  /** Throws what `PersonalLinks.open` throws. */
  async look(token: string): Promise<VillageEntry> {
    const { person } = await this.links.open(token, 'village');
    return { name: person.name, asksFor: proofAskedOf(person) };
  }

  /**
   * Opens a session for the village head's acts alone, and for fewer with a PIN that somebody else was shown; it lasts as long as the link
   * does and ends when that is taken back. Throws Problem `pin-wrong` (the fifth one kills the link), `too-many-requests`, and what `PersonalLinks.open` throws.
   */
  async enter(token: string, proof: Proof, caller: Caller): Promise<OpenedSession> {
    const { link, person } = await this.links.open(token, 'village');
    const proven = await this.proofs.weigh(person.login, person, proof, caller);
    if (proven === null) throw await this.links.wrongTry(link);
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      // Others may have guessed it to death, or taken it back, while the proof was looked at.
      const end = endOf((await stores.links.link(link.id))!, now);
      if (end !== null) throw new Problem('link-expired', { reason: end });
      const strength = PHONE_STRENGTH[proven];
      const { id: linkId, communeId, expiresAt } = link;
      const kept = { expiresAt, strength, linkId, provenAt: null };
      const opened = await openSession(stores, person, kept, caller, now, this.clock.machineNow());
      await stores.events.append({ communeId, at: now, kind: 'link.used', actor: person.id, subjectId: linkId });
      return opened;
    });
  }
}
