import type { BoardView } from '#application';
import type { DomainEvent, KnownHappening } from '#domain';
import { recentLines } from './recent-lines';

const loud = { id: 'pole-1', name: 'Cụm 1' };

function linesOf(...happened: readonly KnownHappening[]): readonly string[] {
  const events = happened.map((each, index): DomainEvent => ({
    ...{ sequence: index, communeId: 'c', at: index, actor: 'system', subjectId: 'thing' },
    ...each,
  }));
  const board = { events, villages: [] } as Partial<BoardView> as BoardView;
  return recentLines('en', board, [loud] as never).map(({ text }) => text);
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

  it('leave out what an old row does not say', () => {
    expect(linesOf({ kind: 'playback.changed', details: {} })).toEqual([]);
    expect(linesOf({ kind: 'rundown.confirmed', details: {} })).toHaveLength(1);
  });
});
