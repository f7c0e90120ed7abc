// What is written down together can be read again one by one.
import fc from 'fast-check';
import { aPlayback } from '../../../test/support/factories';
import type { DomainEvent } from './events';
import { aboutPlayback, changesIn, toldTogether } from './playback-changes';

const row = { sequence: 1, communeId: 'c', at: 1, actor: 'system', subjectId: 'c', kind: 'playback.changed' } as const;

describe('Playbacks that changed together', () => {
  it('stand together where the same airings came to the same on the same poles', () => {
    const ready = (airingId: string, controllerId: string) =>
      ({ airingId, controllerId, state: 'ready', reason: null }) as const;
    const late = { airingId: 'c', controllerId: '1', state: 'missed', reason: 'too-late' } as const;
    expect(toldTogether([ready('a', '2'), ready('b', '1'), ready('a', '1'), ready('b', '2'), late])).toEqual([
      { state: 'ready', reason: null, airingIds: ['a', 'b'], controllerIds: ['1', '2'] },
      { state: 'missed', reason: 'too-late', airingIds: ['c'], controllerIds: ['1'] },
    ]);
  });

  it('are each told again as they were', () => {
    const change = fc.record({
      airingId: fc.constantFrom('a', 'b', 'c'),
      controllerId: fc.constantFrom('1', '2', '3'),
      state: fc.constantFrom('ready' as const, 'played' as const, 'missed' as const),
      reason: fc.constantFrom(null, 'too-late'),
    });
    const once = fc.uniqueArray(change, { selector: ({ airingId, controllerId }) => airingId + controllerId });
    fc.assert(
      fc.property(once, (changed) => {
        const event: DomainEvent = { ...row, details: { changes: toldTogether(changed), deviceIds: [] } };
        for (const { airingId, controllerId, state, reason } of changed) {
          const playback = aPlayback({ id: 'p', airingId, controllerId, rundownId: 'r' });
          const own = { ...event, subjectId: 'p', details: { state, controllerId, rundownId: 'r', reason } };
          expect(aboutPlayback(event, playback)).toEqual(own);
        }
        const told = event.kind === 'playback.changed' ? changesIn(event) : [];
        expect(new Set(told.flatMap(({ controllerIds }) => controllerIds))).toEqual(
          new Set(changed.map(({ controllerId }) => controllerId)),
        );
      }),
    );
  });

  it('are read of rows of one playback too, and of rows that say nothing', () => {
    const details = { state: 'missed', controllerId: '1', rundownId: 'r', reason: 'no-sound' } as const;
    expect(changesIn({ details })).toEqual([{ state: 'missed', reason: 'no-sound', controllerIds: ['1'] }]);
    expect(changesIn({ details: {} })).toEqual([]);
    const event: DomainEvent = { ...row, details };
    expect(aboutPlayback(event, aPlayback())).toBe(event);
  });
});
