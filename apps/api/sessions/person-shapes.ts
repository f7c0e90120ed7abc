// People as they are told to themselves. No hash and no secret has a place here, except the one that is shown once.
import { ROLES, STRENGTHS, type Actor } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { listOf } from '../http/paging';

const id = z.string();

const grant = z
  .object({
    communeId: id,
    role: z.enum(ROLES),
    villageId: id.nullable().meta({ description: 'Null: the whole commune' }),
  })
  .meta({ id: 'Grant' });

export const me = z
  .object({
    personId: id,
    name: z.string(),
    communeId: id,
    grants: z.array(grant),
    strength: z.enum(STRENGTHS).meta({ description: 'How they came in; not every way is enough for every act' }),
    secondFactor: z.boolean().meta({ description: 'Whether a code is asked of them, too; for a token not told' }),
    secondFactorMissing: z
      .boolean()
      .meta({ description: 'Their commune wants one of them: until there is one they may do nothing else' }),
  })
  .meta({ id: 'Me' });

/** The person as they are told to themselves. */
export function meOf(actor: Actor) {
  const { hasSecondFactor = false, lacksSecondFactor = false } = actor;
  return { ...actor, secondFactor: hasSecondFactor, secondFactorMissing: lacksSecondFactor };
}

export const session = z.object({ person: me, expiresAt: instant }).meta({ id: 'Session' });

export const sessions = listOf(
  'SessionList',
  z
    .object({
      id,
      browser: z.string().nullable().meta({ description: 'What the browser says it is; null: unknown' }),
      address: z.string().nullable().meta({ description: 'From which network address it was opened' }),
      createdAt: instant,
      lastUsedAt: instant.nullable().meta({ description: 'To the quarter of an hour; null: unknown' }),
      expiresAt: instant,
      strength: z.enum(STRENGTHS),
      isThis: z.boolean().meta({ description: 'It is the one that asks' }),
    })
    .meta({ id: 'OwnSession' }),
);

const trusted = z
  .boolean()
  .meta({ description: 'Whether it may do what asks people for a fresh proof: approve, warn, change rules' });

const readsOnly = z.boolean().meta({ description: 'Whether it only looks: whatever changes something is refused' });

const token = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable().meta({ description: 'To the quarter of an hour; null: never' }),
  sessionAt: instant.nullable().meta({ description: 'When the session was opened in which it was made' }),
  trusted,
  readsOnly,
});

export const tokens = listOf('TokenList', token.meta({ id: 'Token' }));

export const issuedToken = token
  .extend({ secret: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'IssuedToken' });

export const signInRequest = z
  .strictObject({ login: z.string().min(1).max(100), password: z.string().min(1).max(1_000) })
  .meta({ id: 'SignInRequest', examples: [{ login: 'mai', password: 'loa-lang-demo' }] });
export type SignInRequest = z.output<typeof signInRequest>;

export const pin = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ example: '402517' });
export const password = z.string().min(1).max(1_000);

export const pinSignInRequest = z
  .strictObject({ login: z.string().min(1).max(100), pin })
  .meta({ id: 'PinSignInRequest' });
export type PinSignInRequest = z.output<typeof pinSignInRequest>;

export const pinRequest = z.strictObject({ password, pin }).meta({ id: 'PinRequest' });
export type PinRequest = z.output<typeof pinRequest>;

/** A code of the second factor: six digits from the phone, or one from paper. */
const code = z.string().trim().min(1).max(40).meta({ example: '402517' });

export const codeRequest = z.strictObject({ code }).meta({ id: 'CodeRequest' });
export type CodeRequest = z.output<typeof codeRequest>;

export const secondFactorState = z
  .object({
    since: instant.nullable().meta({ description: 'Since when a code is asked for; null: none is' }),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: 'SecondFactorState' });

export const factorSecret = z
  .object({
    secret: z.string().meta({ description: 'To be typed into an authenticator app; shown until the first right code' }),
    address: z.string().meta({ description: 'The same as an address `otpauth:`, for a picture that the phone reads' }),
  })
  .meta({ id: 'FactorSecret' });

export const recoveryCodes = z
  .object({ codes: z.array(z.string()).meta({ description: 'Shown this once; each counts once' }) })
  .meta({ id: 'RecoveryCodes' });

export const proofRequest = z
  .strictObject({ password, code: code.optional().meta({ description: 'Of who has a second factor' }) })
  .meta({ id: 'ProofRequest' });
export type ProofRequest = z.output<typeof proofRequest>;

export const passwordRequest = z
  .strictObject({ code: z.string().min(1).max(100), password: z.string().min(1).max(1_000) })
  .meta({ id: 'PasswordRequest' });
export type PasswordRequest = z.output<typeof passwordRequest>;

export const passwordChange = z
  .strictObject({ current: password, password })
  .meta({ id: 'PasswordChange', description: 'The one in use, and the one that shall be' });
export type PasswordChange = z.output<typeof passwordChange>;

export const tokenRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    lifeDays: z.int().min(1).max(365).default(365),
    trusted: trusted.default(false),
    readsOnly: readsOnly.default(false),
  })
  .meta({ id: 'TokenRequest' });
export type TokenRequest = z.output<typeof tokenRequest>;
