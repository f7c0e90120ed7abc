import { EVENT_KINDS, EVENT_SUBJECTS, isWatched, subjectOf, WATCHED_KINDS, type Happening } from './events';

describe('Kinds of events', () => {
  it.each(EVENT_KINDS)('%s says what it is about and what happened', (kind) => {
    expect(kind).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(kind.startsWith(`${subjectOf(kind)}.`)).toBe(true);
  });

  it('name each subject once', () => {
    expect(EVENT_SUBJECTS).toContain('emergency-template');
    expect(new Set(EVENT_SUBJECTS).size).toBe(EVENT_SUBJECTS.length);
  });

  it('are for the audit alone where they are about people and keys, a code for a box, what a box should not have sent or has lost, what a commune began with', () => {
    const kept = EVENT_KINDS.filter((kind) => !isWatched(kind));
    expect(kept.filter((kind) => !/^(person|role|link|token)\./.test(kind))).toEqual([
      'device.code-issued',
      'device.not-heard',
      'evidence.rejected',
      'evidence.lost',
      'commune.founded',
    ]);
    expect(WATCHED_KINDS.filter((kind) => /^(person|role|link|token)\./.test(kind))).toEqual([]);
  });
});

describe('What happened', () => {
  it('does not compile with the details of another kind, or without its own', () => {
    const wrong: readonly Happening[] = [
      // @ts-expect-error: a reason belongs to it
      { kind: 'booking.declined', details: { announcementId: 'a' } },
      // @ts-expect-error: a stop has no title
      { kind: 'stop.ordered', details: { zoneIds: null, until: 0, reason: '', title: '' } },
      // @ts-expect-error: it says something
      { kind: 'announcement.created' },
      { kind: 'stop.lifted' },
    ];
    expect(wrong).toHaveLength(4);
  });
});
