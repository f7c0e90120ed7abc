// A drill: when poles know of it, what evidence makes of it, and what it has to find free.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/time';
import { aPlayback } from '../../../test/support/factories';
import { announcedDrill, drillEventDue, listeningTime, type Drill } from './drill';

const AT = Date.parse('2026-03-02T09:00:00+07:00');

function aDrill(own: Partial<Drill> = {}): Drill {
  return {
    id: 'drill-1',
    communeId: 'commune-1',
    announcementId: 'announcement-1',
    title: 'Lũ quét',
    zoneIds: ['zone-1'],
    controllerIds: ['controller-1'],
    startsAt: AT,
    expiresAt: AT + MINUTE_MS,
    endsAt: AT + 3 * MINUTE_MS,
    reason: 'đầu mùa mưa',
    orderedBy: 'person-1',
    orderedAt: AT - 24 * HOUR_MS,
    state: 'planned',
    ...own,
  };
}

describe('what a pole has to know', () => {
  it('is the next drill that names it and is not over', () => {
    const drills = [
      aDrill({ id: 'later', startsAt: AT + HOUR_MS, endsAt: AT + HOUR_MS + MINUTE_MS }),
      aDrill({ id: 'next' }),
      aDrill({ id: 'elsewhere', controllerIds: ['controller-2'] }),
      aDrill({ id: 'cancelled', startsAt: AT - HOUR_MS, state: 'cancelled' }),
      aDrill({ id: 'over', startsAt: AT - HOUR_MS, endsAt: AT - HOUR_MS, state: 'on_air' }),
    ];
    expect(announcedDrill(drills, 'controller-1', AT)?.id).toBe('next');
    expect(announcedDrill(drills, 'controller-1', AT + 3 * MINUTE_MS)?.id).toBe('later');
    expect(announcedDrill(drills, 'controller-3', AT)).toBeUndefined();
  });

  it('is an hour of listening at most, and not before the poles could know of it', () => {
    expect(listeningTime(aDrill())).toEqual({ from: AT - HOUR_MS, to: AT + 3 * MINUTE_MS });
    expect(listeningTime(aDrill({ orderedAt: AT - 20 * MINUTE_MS })).from).toBe(AT - 18 * MINUTE_MS);
  });
});

describe('what becomes of a drill', () => {
  const over = AT + 4 * MINUTE_MS;

  it('is on air as soon as one pole says that it began, and done at its end', () => {
    const began = [aPlayback({ id: 'a' }), aPlayback({ id: 'b', state: 'playing' })];
    expect(drillEventDue(aDrill(), [aPlayback()], AT + SECOND_MS)).toBeUndefined();
    expect(drillEventDue(aDrill(), began, AT + SECOND_MS)).toBe('begin');
    expect(drillEventDue(aDrill({ state: 'on_air' }), began, over - 1)).toBeUndefined();
    expect(drillEventDue(aDrill({ state: 'on_air' }), began, over)).toBe('finish');
  });

  it('is expired when no pole began it', () => {
    const none = [aPlayback({ state: 'refused' }), aPlayback({ state: 'ready' })];
    expect(drillEventDue(aDrill(), none, over - 1)).toBeUndefined();
    expect(drillEventDue(aDrill(), none, over)).toBe('expire');
  });

  it('is nothing more once it has ended', () => {
    const played = [aPlayback({ state: 'played', startedAt: AT })];
    for (const state of ['done', 'cancelled', 'expired'] as const) {
      expect(drillEventDue(aDrill({ state }), played, over)).toBeUndefined();
    }
  });
});
