// People as an administrator sees and keeps them. No hash has a place here; a code goes out once, in the answer that made it.
import { GIVEN_ROLES, ROLES } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { listOf } from '../http/paging';

const id = z.string();
const villageId = z.string().min(1).max(100).nullable().default(null).meta({ description: 'Null: the whole commune' });
const role = z.enum(GIVEN_ROLES);
const name = z.string().trim().min(1).max(100);
const login = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._+-]{2,40}$/u)
  .meta({ description: 'What the person types: a phone number or a short name', example: '0912345678' });

export const heldGrant = z
  .object({
    id,
    role: z.enum(ROLES),
    villageId: id.nullable().meta({ description: 'Null: the whole commune' }),
    from: instant
      .nullable()
      .meta({ description: 'It waits for a second person, or waited, until then; null: it did not' }),
  })
  .meta({ id: 'HeldGrant' });

export const person = z
  .object({
    id,
    communeId: id,
    name: z.string(),
    login: z.string(),
    state: z.enum(['invited', 'active', 'blocked']).meta({ description: '`invited`: no password yet' }),
    createdAt: instant,
    lastActiveAt: instant.nullable().meta({ description: 'To the quarter of an hour; null: never' }),
    revision: z.int().meta({ description: 'Rises with every edit; also the ETag' }),
    secondFactor: z.boolean().meta({ description: 'Whether a code is asked of them when they sign in' }),
    grants: z.array(heldGrant).meta({ description: 'They rest while the person is blocked' }),
  })
  .meta({ id: 'Person' });

export const people = listOf('PersonList', person);

export const saidCode = z
  .object({
    code: z.string().meta({ description: 'Shown this once', example: '7KQ2-MX9B-HT4C' }),
    expiresAt: instant,
    worksFrom: instant.nullable().meta({ description: 'It waits for a second person until then; null: it works' }),
  })
  .meta({ id: 'SignInCode' });

export const invited = saidCode.extend({ person }).meta({ id: 'InvitedPerson' });

export const invitation = z.strictObject({ name, login, role, villageId }).meta({
  id: 'Invitation',
  examples: [{ name: 'Lò Thị Mai', login: '0912345678', role: 'operator', villageId: null }],
});
export type InvitationBody = z.output<typeof invitation>;

export const personChange = z.strictObject({ name, login }).partial().meta({ id: 'PersonChange' });
export type PersonChangeBody = z.output<typeof personChange>;

export const roleWish = z.strictObject({ role, villageId }).meta({ id: 'RoleWish' });
export type RoleWishBody = z.output<typeof roleWish>;

export const waiting = listOf(
  'WaitingList',
  z
    .object({
      personId: id,
      name: z.string(),
      what: z.enum(['code', 'role']),
      role: z.enum(ROLES).nullable().meta({ description: 'Null: a one-time code' }),
      byName: z.string(),
      from: instant.meta({ description: 'From when it holds if nobody says anything' }),
      mayAgree: z
        .boolean()
        .meta({ description: 'Whether who asks may say yes to it; no they may say to all of these' }),
    })
    .meta({ id: 'Waiting' }),
);

export const handOver = z
  .strictObject({ toPersonId: z.string().min(1).max(100) })
  .meta({ id: 'HandOver', description: 'Who gets the roles of the person, who is blocked then' });
export type HandOverBody = z.output<typeof handOver>;
