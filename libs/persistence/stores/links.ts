// Personal links in their table.
import { IsNull, type EntityManager } from 'typeorm';
import type { LinkStore } from '#application';
import type { Instant, PersonalLink } from '#domain';
import { findOne, insertRow, updateRow } from '../rows';
import { PERSONAL_LINKS } from '../tables/links';

export class TableLinkStore implements LinkStore {
  constructor(private readonly manager: EntityManager) {}

  link(id: string): Promise<PersonalLink | undefined> {
    return findOne(this.manager, PERSONAL_LINKS, { id });
  }

  links(communeId: string): Promise<readonly PersonalLink[]> {
    return this.manager.find(PERSONAL_LINKS, { where: { communeId }, order: { id: 'DESC' } });
  }

  linksOf(personId: string): Promise<readonly PersonalLink[]> {
    return this.manager.find(PERSONAL_LINKS, { where: { personId }, order: { id: 'ASC' } });
  }

  linkByToken(tokenHash: string): Promise<PersonalLink | undefined> {
    return findOne(this.manager, PERSONAL_LINKS, { tokenHash });
  }

  insert(link: PersonalLink): Promise<void> {
    return insertRow(this.manager, PERSONAL_LINKS, link);
  }

  use(id: string, usedAt: Instant): Promise<void> {
    return updateRow(this.manager, PERSONAL_LINKS, { id, usedAt: IsNull() }, { usedAt });
  }

  revoke(id: string, revokedAt: Instant): Promise<void> {
    return updateRow(this.manager, PERSONAL_LINKS, { id }, { revokedAt });
  }

  countWrongTry(id: string): Promise<void> {
    return updateRow(this.manager, PERSONAL_LINKS, { id }, { wrongTries: () => '"wrongTries" + 1' });
  }
}
