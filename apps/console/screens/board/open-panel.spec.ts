import { boardAddress, openPanelIn, type OpenPanel } from './open-panel';

describe('the address of the board', () => {
  it('says what stands open, and opens it again', () => {
    const all: readonly (OpenPanel | undefined)[] = [
      undefined,
      { kind: 'pole', id: 'cột & loa' },
      { kind: 'village', id: 'v1' },
      { kind: 'village', id: 'v1', at: Date.parse('2026-11-23T23:05:00Z') },
    ];
    for (const opened of all)
      expect(openPanelIn(new URL(boardAddress(opened), 'https://loa.example').search)).toEqual(opened);
  });

  it('opens a village without a time when the time is none', () => {
    expect(openPanelIn('?village=v1&at=soon')).toEqual({ kind: 'village', id: 'v1' });
  });
});
