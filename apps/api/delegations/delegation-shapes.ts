// Delegations on their way in and out.
import { z } from 'zod';
import { instant, instantIn } from '../http/instants';
import { listOf } from '../http/paging';

const id = z.string();

export const delegation = z
  .object({
    id,
    communeId: id,
    fromPersonId: id.meta({ description: 'Who is away' }),
    toPersonId: id.meta({ description: 'Who approves meanwhile' }),
    from: instant,
    until: instant.meta({ description: 'The first instant at which it no longer holds' }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'Delegation' });

export const delegations = listOf('DelegationList', delegation);

export const delegationRequest = z
  .strictObject({
    toPersonId: z.string().min(1).max(100),
    from: instantIn.optional().meta({ description: 'Absent: at once' }),
    until: instantIn.meta({ description: 'At most 60 days after `from`' }),
  })
  .meta({ id: 'DelegationRequest', examples: [{ toPersonId: '0198…', until: '2026-12-01T00:00:00+07:00' }] });
export type DelegationRequestBody = z.output<typeof delegationRequest>;
