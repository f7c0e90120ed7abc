// A form that asks for a fresh proof: it comes back with a field for the password, and a code of who has one, and every other field as it was.
import { Proofs } from '#application';
import type { Actor, Problem, ProblemCode } from '#domain';
import { CODE_FIELD, PROOF_FIELD, proofPage } from '#field';
import { problemText } from '#words';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { INTENT_FIELD } from '../http/named-intent';
import { PROBLEM_STATUS } from '../http/problem-status';
import { readerOf, sendPage } from '../http/page-reply';
import { callerOf, sessionSecretOf } from '../http/session-cookie';

/** Refusals that are about the proof that came with the form, and not about the form. */
const OF_PROOFS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'pin-wrong',
  'second-factor-needed',
  'code-wrong',
  'too-many-requests',
]);

/** Fields that are never sent again. */
const GIVEN_ANEW: ReadonlySet<string> = new Set([PROOF_FIELD, CODE_FIELD, INTENT_FIELD]);

@Injectable()
export class ProofForms {
  constructor(private readonly proofs: Proofs) {}

  /** The actor as they are when a proof that came with the form was looked at. Throws what `Proofs.renew` throws. */
  async proven(actor: Actor, request: FastifyRequest): Promise<Actor> {
    const password = fieldOf(request, PROOF_FIELD);
    if (password === undefined) return actor;
    const { isProofOld: _old, ...fresh } = actor;
    const proof = { password, code: fieldOf(request, CODE_FIELD) };
    await this.proofs.renew(fresh, sessionSecretOf(request) ?? '', proof, callerOf(request));
    return fresh;
  }

  /** Whether the form has to be sent again with a proof. */
  isAbout(refusal: Problem, request: FastifyRequest): boolean {
    const cameWithProof = fieldOf(request, PROOF_FIELD) !== undefined;
    return refusal.code === 'proof-too-old' || (cameWithProof && OF_PROOFS.has(refusal.code));
  }

  /** The same form once more, with fields for the proof: nothing that was chosen is lost. */
  ask(actor: Actor, request: FastifyRequest, reply: FastifyReply, { code, values }: Problem): Promise<void> {
    const reader = readerOf(request);
    const said = problemText(reader.language, code, values);
    const fields = fieldsOf(request).filter(([name]) => !GIVEN_ANEW.has(name));
    const { pathname } = new URL(request.url, 'http://here');
    const form = { action: pathname, fields, asksCode: actor.hasSecondFactor ?? false };
    return sendPage(reply.status(PROBLEM_STATUS[code]), reader, proofPage(reader, form, said));
  }
}

/** The fields of a form as they were sent; of one that was sent several times each. */
function fieldsOf({ body }: FastifyRequest): readonly (readonly [string, string])[] {
  return Object.entries((body ?? {}) as Record<string, string | readonly string[]>).flatMap(([name, value]) =>
    [value].flat().map((each): readonly [string, string] => [name, each]),
  );
}

/** What came with a form in that field; undefined: nothing. */
function fieldOf(request: FastifyRequest, wanted: string): string | undefined {
  return fieldsOf(request).find(([name, value]) => name === wanted && value !== '')?.[1];
}
