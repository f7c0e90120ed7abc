// The events of a commune as a chain: every row carries the hash of the row before it, so that nothing can be changed, taken out, put in or
// moved without a hash that no longer fits. Who hashes stands outside; what is hashed stands here.
import type { DomainEvent } from './events';

/** What the first row of a chain has before it. */
export const CHAIN_START = '0'.repeat(64);

/** A row's place in the chain of its commune. */
export interface ChainLink {
  /** 1, 2, 3, … in each commune, without gaps. */
  readonly chainNumber: number;
  readonly previousHash: string;
  /** SHA-256 of `chainedText`, lower-case hex. */
  readonly hash: string;
}

/** An event with its place in the chain; all three null when it is older than the chain. */
export type LoggedEvent = DomainEvent & (ChainLink | { readonly [Field in keyof ChainLink]: null });

/** Where the chain of a commune ends. */
export interface ChainHead {
  readonly communeId: string;
  /** Of the last row; 0 when there is none. */
  readonly chainNumber: number;
  readonly hash: string;
  /** Events that are older than the chain, and so not protected by it. */
  readonly olderEvents: number;
}

/** A row as it lies in its table, whoever wrote it there. */
export interface KeptEvent {
  readonly sequence: number;
  readonly communeId: string;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly subjectId: string;
  /** The very text that is kept, so that another spelling of the same JSON is a change too. */
  readonly details: string;
}

/** The head of a chain that has not begun. */
export function emptyChain(communeId: string): ChainHead {
  return { communeId, chainNumber: 0, hash: CHAIN_START, olderEvents: 0 };
}

/** The text whose hash is the row's: a list in a fixed order, so that no two different rows share a text. */
export function chainedText(previousHash: string, chainNumber: number, event: KeptEvent): string {
  const { communeId, sequence, at, kind, actor, subjectId, details } = event;
  return previousHash + JSON.stringify([communeId, chainNumber, sequence, at, kind, actor, subjectId, details]);
}

/** The link that follows the head. */
export function nextLink(head: ChainHead, event: KeptEvent, hashOf: (text: string) => string): ChainLink {
  const chainNumber = head.chainNumber + 1;
  return { chainNumber, previousHash: head.hash, hash: hashOf(chainedText(head.hash, chainNumber, event)) };
}
