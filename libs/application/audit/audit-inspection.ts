// Whether anybody touched the commune's event log, asked by those who read it.
import { type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct } from '../acting/access';
import { verifyAudit, type AuditVerdict } from './audit-verification';
import { AuditKeys, OutsideHeads } from '../ports/audit-outside';
import { AuditTrails } from '../ports/audit-trail';

@Injectable()
export class AuditInspection {
  constructor(
    private readonly trails: AuditTrails,
    private readonly keys: AuditKeys,
    private readonly outside: OutsideHeads,
  ) {}

  /** Reads the whole log from its first row. Throws Problem `not-found` or `not-allowed`. */
  async verify(actor: Actor, communeId: string): Promise<AuditVerdict> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    // What is kept outside is never newer than the rows that are read after it.
    const outside = { kept: await this.outside.read(), keys: await this.keys.all() };
    const [verdict] = await this.trails.inspect((trail) => verifyAudit(trail, outside, communeId));
    return verdict!;
  }
}
