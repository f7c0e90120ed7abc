// Whether anybody touched the commune's event log, asked by those who read it.
import { type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct } from '../acting/access';
import { verifyAudit, type AuditVerdict } from './audit-verification';
import { AuditTrails } from '../ports/audit-trail';

@Injectable()
export class AuditInspection {
  constructor(private readonly trails: AuditTrails) {}

  /** Reads the whole log from its first row. Throws Problem `not-found` or `not-allowed`. */
  async verify(actor: Actor, communeId: string): Promise<AuditVerdict> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const [verdict] = await this.trails.inspect((trail) => verifyAudit(trail, communeId));
    return verdict!;
  }
}
