import type { BoardView } from '#application';
import type { DomainEvent, KnownHappening } from '#domain';
import { recentLines } from './recent-lines';

const poles = [1, 2, 3].map((number) => ({ id: `pole-${number}`, name: `Cụm ${number}` }));

function linesOf(...happened: readonly KnownHappening[]): readonly string[] {
  const events = happened.map((each, index): DomainEvent => ({
    ...{ sequence: index, communeId: 'c', at: index, actor: 'system', subjectId: 'thing' },
    ...each,
  }));
  const board = { events, villages: [] } as Partial<BoardView> as BoardView;
  return recentLines('en', board, poles as never).map(({ text }) => text);
}

describe('The newest events in words', () => {
  it('name the pole and what became of the play, and why', () => {
    const [line] = linesOf({
      kind: 'playback.changed',
      details: { state: 'missed', controllerId: 'pole-1', rundownId: 'r', reason: 'no-sound' },
    });
    expect(line).toContain('Cụm 1');
    expect(line).toContain('not played');
  });

  it('tell in one line of poles that came to the same, in one event or in several', () => {
    const changes = [
      { state: 'playing', reason: null, airingIds: ['a'], controllerIds: ['pole-1', 'pole-2'] },
      { state: 'ready', reason: null, airingIds: ['b', 'c'], controllerIds: ['pole-1'] },
      { state: 'missed', reason: 'no-sound', airingIds: ['a'], controllerIds: ['pole-3'] },
    ] as const;
    const lines = linesOf(
      { kind: 'playback.changed', details: { changes: changes.slice(0, 2), deviceIds: [] } },
      { kind: 'playback.changed', details: { changes: [changes[2]], deviceIds: [] } },
      { kind: 'playback.changed', details: { changes: [{ ...changes[0], controllerIds: ['pole-3'] }], deviceIds: [] } },
    );
    expect(lines).toEqual(['Cụm 1 and 2 more: on air.', 'Cụm 3: not played.']);
  });

  it('leave out what an old row does not say', () => {
    expect(linesOf({ kind: 'playback.changed', details: {} })).toEqual([]);
    expect(linesOf({ kind: 'rundown.confirmed', details: {} })).toHaveLength(1);
  });
});
