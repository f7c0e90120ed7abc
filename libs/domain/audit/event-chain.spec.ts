// The chain by itself, with a hash that can be read: every row names the one before, and events from before the chain are counted, no more.
import { ChainCheck, emptyChain, nextLink, type ChainHead, type KeptEvent, type KeptLink } from '..';

const hashOf = (text: string) => `<${text.length}:${text.slice(-60)}>`;

const event = (sequence: number): KeptEvent => ({
  sequence,
  communeId: 'commune-1',
  at: 1_000 + sequence,
  kind: 'stop.ordered',
  actor: 'person-1',
  subjectId: `stop-${sequence}`,
  details: '{}',
});
const older = (sequence: number): KeptLink => ({
  ...event(sequence),
  chainNumber: null,
  previousHash: null,
  hash: null,
});

/** Rows in a chain, and where it ends. */
function chain(head: ChainHead, ...sequences: readonly number[]): { rows: readonly KeptLink[]; head: ChainHead } {
  const rows: KeptLink[] = [];
  for (const sequence of sequences) {
    const link = nextLink(head, event(sequence), hashOf);
    rows.push({ ...event(sequence), ...link });
    head = { ...head, chainNumber: link.chainNumber, hash: link.hash };
  }
  return { rows, head };
}

function faultIn(head: ChainHead, rows: readonly KeptLink[]) {
  const check = new ChainCheck(head, [], hashOf);
  for (const row of rows) check.next(row);
  return check.end();
}

describe('events that are older than the chain', () => {
  const migrated = { ...emptyChain('commune-1'), olderEvents: 2 };
  const { rows, head } = chain(migrated, 3, 4);

  it('stand before it, as many as were counted', () => {
    expect(faultIn(head, [older(1), older(2), ...rows])).toBeUndefined();
    expect(faultIn(migrated, [older(1), older(2)])).toBeUndefined();
  });

  it('are missed when one is gone', () => {
    expect(faultIn(head, [older(1), ...rows])).toMatchObject({ fault: 'older-missing', chainNumber: null });
  });

  it('do not become more, neither before the chain nor in it', () => {
    expect(faultIn(head, [older(0), older(1), older(2), ...rows])).toMatchObject({ fault: 'unchained', sequence: 2 });
    expect(faultIn(head, [older(1), rows[0]!, older(5), rows[1]!])).toMatchObject({ fault: 'unchained', sequence: 5 });
  });
});

it('two rows that differ in anything have different texts, also where one field ends and the next begins', () => {
  const link = (own: Partial<KeptEvent>) => nextLink(emptyChain('commune-1'), { ...event(1), ...own }, (text) => text);
  const texts = [{}, { actor: 'a', subjectId: 'bc' }, { actor: 'ab', subjectId: 'c' }, { at: 2 }, { details: '{ }' }];
  expect(new Set(texts.map((own) => link(own).hash)).size).toBe(texts.length);
});
