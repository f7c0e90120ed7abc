// What an approval is bound to, told over random stories of edits; and what becomes of things that nobody approves.
import { Announcements, type AnnouncementView, type BookingView } from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Actor, type MessageClass, type NoticeKind } from '#domain';
import fc from 'fast-check';
import { PLAN_RUNS } from '../support/property-runs';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const bookingNow = ({ id }: BookingView) => world.bookings.booking(world.person('mai'), id);
const announcementNow = ({ id }: AnnouncementView) => world.announcements.announcement(world.person('mai'), id);

const toldTo = async (login: string, kind: NoticeKind) =>
  (await read().notices.ofPerson(world.person(login).personId, { limit: 100 })).items.filter(
    (notice) => notice.kind === kind,
  );

describe('an approval', () => {
  type Edit = Parameters<Announcements['edit']>[3];

  it('is void after any edit inside its digest, and after none outside it', async () => {
    const first = await world.announcement('Lời thứ nhất');
    const second = await world.announcement('Lời thứ hai');
    const recordingIds = [first, second].map(({ versions }) => versions[0]!.recordingId);
    const version = fc.record({
      language: fc.constantFrom('vi', 'tai'),
      recordingId: fc.constantFrom(...recordingIds),
      script: fc.constantFrom('Mời bà con', 'Kính mời bà con'),
    });
    const edit: fc.Arbitrary<Edit> = fc.record(
      {
        title: fc.constantFrom('Tiêm chủng', 'Họp bản'),
        category: fc.constantFrom('y-te', 'hop'),
        messageClass: fc.constantFrom<MessageClass>('normal', 'priority'),
        versions: fc.uniqueArray(version, { minLength: 1, maxLength: 2, selector: ({ language }) => language }),
      },
      { requiredKeys: [] },
    );
    const author = world.person('ngan');
    let hour = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        hour += 1;
        const announcement = await freshAnnouncement(author, first);
        const approved = await approvedAt(announcement, hour);
        let bound = announcement.digest;
        for (const each of edits) {
          const { revision } = await announcementNow(announcement);
          const after = await world.announcements.edit(author, announcement.id, revision, each);
          const booking = await bookingNow(approved);
          const contentApprovals = await read().bookings.approvals(announcement.id);
          const airApprovals = await read().bookings.approvals(booking.id);
          const standing = [...contentApprovals, ...airApprovals].filter(({ voidedAt }) => voidedAt === null);
          const kept = bound !== null && after.digest === bound;
          if (!kept) bound = null;
          expect([after.state, booking.state, standing.length]).toEqual(
            kept ? ['approved', 'approved', 2] : ['void', 'proposed', 0],
          );
        }
      }),
      { numRuns: PLAN_RUNS },
    );
  }, 120_000);

  /** Handed in by the author, with the sound of another one. */
  async function freshAnnouncement(author: Actor, { versions }: AnnouncementView): Promise<AnnouncementView> {
    const draft = { title: 'Tiêm chủng', category: 'y-te', messageClass: 'normal' as const, versions };
    const { id } = await world.announcements.create(author, world.communeId, draft);
    return world.announcements.submit(author, id);
  }

  /** Booked and approved on a day of its own, so that nothing collides. */
  async function approvedAt(announcement: AnnouncementView, day: number): Promise<BookingView> {
    const date = new Date(Date.parse('2026-11-22T00:00:00Z') + day * DAY_MS).toISOString().slice(0, 10);
    const request = world.request(announcement, { recurrence: { kind: 'once', date } });
    const proposed = await world.bookings.propose(world.person('mai'), world.communeId, request);
    return world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
  }
});

describe('what nobody approves', () => {
  const tomorrow = { recurrence: { kind: 'once', date: '2026-11-22' } } as const;
  const propose = async (own: object) => {
    const announcement = await world.announcement('Tiêm chủng');
    const mai = world.person('mai');
    const proposed = await world.bookings.propose(mai, world.communeId, world.request(announcement, own));
    await world.work();
    return proposed;
  };
  const lookAfter = async (ms: number) => {
    world.clock.pass(ms);
    await world.tick.beat();
    await world.work();
  };
  const steps = async (subjectId: string) => (await read().bookings.escalations(subjectId)).map(({ step }) => step);

  it('is brought to approvers and operators when it waits too long and when its time comes near, each step once', async () => {
    const booking = await propose(tomorrow);
    await lookAfter(MINUTE_MS);
    expect(await steps(booking.id)).toEqual([]);
    // Proposed on Saturday at 16:00 for Sunday at 17:10.
    await lookAfter(70 * MINUTE_MS);
    expect(await steps(booking.id)).toEqual(['day-before']);
    await lookAfter(3 * HOUR_MS);
    expect(await steps(booking.id)).toEqual(['day-before', 'waits-long']);
    await lookAfter(HOUR_MS);
    expect(await toldTo('toan', 'approval-escalated')).toHaveLength(2);
    expect(await toldTo('duyen', 'approval-escalated')).toHaveLength(2);
    expect(await toldTo('mai', 'approval-escalated')).toHaveLength(2);
    expect(await toldTo('ngan', 'approval-escalated')).toEqual([]);

    await lookAfter(18 * HOUR_MS);
    await lookAfter(105 * MINUTE_MS);
    expect((await steps(booking.id)).slice(2)).toEqual(['hours-before', 'minutes-before']);
    const logged = await read().events.ofSubject(world.communeId, booking.id);
    expect(logged.filter(({ kind }) => kind === 'approval.escalated')).toHaveLength(4);
  });

  it('is never approved by that: it ends as missed', async () => {
    const booking = await propose({});
    await lookAfter(60 * MINUTE_MS);
    expect(await steps(booking.id)).toEqual(['minutes-before']);
    await lookAfter(2 * HOUR_MS);
    expect((await bookingNow(booking)).state).toBe('missed');
    expect(await read().bookings.approvals(booking.id)).toEqual([]);
  });

  it('is left in peace once somebody decided', async () => {
    const booking = await propose(tomorrow);
    await world.bookings.approve(world.person('toan'), booking.id, booking.digest!);
    await lookAfter(23 * HOUR_MS);
    expect(await steps(booking.id)).toEqual([]);
  });

  it('waits anew after an edit took its approval away', async () => {
    const booking = await propose(tomorrow);
    await lookAfter(5 * HOUR_MS);
    expect(await steps(booking.id)).toContain('waits-long');
    await world.bookings.approve(world.person('toan'), booking.id, booking.digest!);
    const { id, revision } = await announcementNow(booking.announcement);
    await world.announcements.edit(world.person('ngan'), id, revision, { messageClass: 'priority' });
    await lookAfter(HOUR_MS);
    const before = (await steps(booking.id)).length;
    await lookAfter(4 * HOUR_MS);
    expect((await steps(booking.id)).length).toBe(before + 1);
  });

  it('includes content that was handed in without a booking', async () => {
    const announcement = await world.announcement('Nội quy');
    await lookAfter(5 * HOUR_MS);
    expect(await steps(announcement.id)).toEqual(['waits-long']);
    await lookAfter(5 * HOUR_MS);
    expect(await toldTo('toan', 'approval-escalated')).toHaveLength(1);
  });
});
