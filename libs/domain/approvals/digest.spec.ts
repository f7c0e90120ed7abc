// An approval is bound to what was heard and agreed to: any change of it is another text, anything else is the same text.
import fc from 'fast-check';
import { announcementDigestText, bookingDigestText, type ApprovedBooking, type ApprovedContent } from './digest';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { canonicalJson } from '../canonical-json';

const hash = fc.constantFrom('a', 'b', 'c').map((each) => each.repeat(64));
const version = fc.record({
  language: fc.constantFrom('vi', 'tai', 'hmn'),
  script: fc.constantFrom('Kính báo', 'Kính báo bà con', ''),
  recordingSha256: hash,
  renditionSha256: hash,
});
const content: fc.Arbitrary<ApprovedContent> = fc.record({
  title: fc.constantFrom('Họp bản', 'Họp xã'),
  messageClass: fc.constantFrom('normal', 'priority', 'emergency'),
  versions: fc.array(version, { minLength: 1, maxLength: 3 }),
});
const booking: fc.Arbitrary<ApprovedBooking> = fc.record({
  announcementDigest: hash,
  controllerIds: fc.uniqueArray(fc.constantFrom('cụm-1', 'cụm-2', 'cụm-3'), { minLength: 1 }).map((ids) => ids.sort()),
  start: fc.constantFrom(
    { kind: 'slot', slotId: 'sáng' } as const,
    { kind: 'slot', slotId: 'chiều' } as const,
    { kind: 'exact', at: '17:00:00' } as const,
    { kind: 'exact', at: '17:00:01' } as const,
    { kind: 'soonest' } as const,
  ),
  recurrence: fc.constantFrom(
    { kind: 'once', date: '2026-11-21' } as const,
    { kind: 'daily', from: '2026-11-21', until: '2026-11-22' } as const,
    { kind: 'daily', from: '2026-11-21', until: '2026-11-23' } as const,
    { kind: 'weekdays', from: '2026-11-21', until: '2026-11-23' } as const,
    { kind: 'weekly', days: [1, 3] as const, from: '2026-11-21', until: '2026-11-23' } as const,
  ),
  repeats: fc.constantFrom(1, 2),
});

describe('the digest text', () => {
  it('of two announcements is equal exactly when everything approved is equal', () => {
    fc.assert(
      fc.property(content, content, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(announcementDigestText(a) === announcementDigestText(b)).toBe(same);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('changes with every single field of an announcement', () => {
    const base: ApprovedContent = {
      title: 'Họp bản',
      messageClass: 'normal',
      versions: [{ language: 'vi', script: 'Kính báo', recordingSha256: 'a', renditionSha256: 'b' }],
    };
    const [only] = base.versions;
    const changes: readonly ApprovedContent[] = [
      { ...base, title: 'Họp xã' },
      { ...base, messageClass: 'priority' },
      { ...base, versions: [] },
      { ...base, versions: [only!, only!] },
      ...Object.keys(only!).map((key) => ({ ...base, versions: [{ ...only!, [key]: 'other' }] })),
    ];
    expect(new Set([base, ...changes].map(announcementDigestText)).size).toBe(1 + changes.length);
  });

  it('of two bookings is equal exactly when everything agreed to is equal', () => {
    fc.assert(
      fc.property(booking, booking, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(bookingDigestText(a) === bookingDigestText(b)).toBe(same);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('leaves category and everything else outside', () => {
    fc.assert(
      fc.property(content, booking, fc.string(), (a, b, category) => {
        expect(announcementDigestText({ ...a, category } as ApprovedContent)).toBe(announcementDigestText(a));
        expect(bookingDigestText({ ...b, lateReason: category } as ApprovedBooking)).toBe(bookingDigestText(b));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('does not depend on how the same thing was written down', () => {
    const written: ApprovedBooking = {
      announcementDigest: 'a',
      controllerIds: ['cụm-2', 'cụm-1', 'cụm-2'],
      start: { kind: 'exact', at: '17:00' },
      recurrence: { kind: 'weekly', days: [3, 1], from: '2026-11-21', until: '2026-11-23' },
      repeats: 1,
    };
    const otherwise: ApprovedBooking = {
      repeats: 1,
      recurrence: { until: '2026-11-23', from: '2026-11-21', days: [1, 3], kind: 'weekly' },
      start: { at: '17:00:00', kind: 'exact' },
      controllerIds: ['cụm-1', 'cụm-2'],
      announcementDigest: 'a',
    };
    expect(bookingDigestText(written)).toBe(bookingDigestText(otherwise));
  });

  it('is plain JSON with sorted keys, so that others can make it too', () => {
    expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,"x",null]}',
    );
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
