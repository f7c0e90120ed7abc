// How a village head comes in by link: the PIN once, then the cookie by which this phone is known.
import { Clock, VillageSignIn, type KnownLink, type Proof, type VillageEntry } from '#application';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from '../api-options';
import { callerOf, setSessionCookies } from '../http/session-cookie';

@Injectable()
export class VillageLinkSignIn {
  constructor(
    private readonly signIn: VillageSignIn,
    private readonly clock: Clock,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Whether this phone knows the person of the link already. */
  async isInside({ personId }: KnownLink, request: FastifyRequest): Promise<boolean> {
    return (await request.actorNow?.())?.personId === personId;
  }

  look(token: string): Promise<VillageEntry> {
    return this.signIn.look(token);
  }

  /** Throws what `VillageSignIn.enter` throws. */
  async enter(token: string, proof: Proof, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const opened = await this.signIn.enter(token, proof, callerOf(request));
    setSessionCookies(reply, opened, this.clock.now(), this.options.config);
  }
}
