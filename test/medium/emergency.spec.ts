// Emergencies over a real database with boxes that sign: who may start one, how soon the order goes out, what it displaces, how it ends.
import type { EmergencyRequest, EmergencyView } from '#application';
import { emergencyLeadMs, HOUR_MS, MINUTE_MS, Problem, SECOND_MS, type Actor, type ProblemCode } from '#domain';
import { emergencyEntries, emergencyRundownId, playbackIdOf, type EmergencyOrder } from '#protocol';
import { noticeText, whyText } from '#words';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const kinds = async (subjectId: string) =>
  (await read().events.ofSubject(world.communeId, subjectId)).map(({ kind }) => kind);

async function refusal(act: Promise<unknown>): Promise<ProblemCode> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}

async function warning(title = 'Lũ quét', approved = true) {
  const submitted = await world.announcement(title, 30 * SECOND_MS, 'emergency');
  if (approved) await world.announcements.approve(world.person('toan'), submitted.id, submitted.digest!);
  return submitted;
}

const asked = (announcementId: string, own: Partial<EmergencyRequest> = {}): EmergencyRequest => ({
  announcementId,
  wholeCommune: true,
  minutes: 10,
  reason: 'Nước suối dâng nhanh',
  ...own,
});

/** Asked for by `mai`, confirmed by `toan`, planned and delivered. */
async function onAir(announcementId: string, own: Partial<EmergencyRequest> = {}): Promise<EmergencyView> {
  const request = { ...asked(announcementId, own), ...(own.zoneIds && { wholeCommune: false }) };
  const { id } = await world.emergencies.request(world.person('mai'), world.communeId, request);
  const view = await world.emergencies.confirm(world.person('toan'), id);
  await world.work();
  return view;
}

async function lastOrder(): Promise<EmergencyOrder> {
  const { order } = (await world.urgentOrders()).at(-1)!;
  if (order.kind !== 'emergency') throw new Error(`the last order is ${order.kind}`);
  return order;
}

describe('two different people', () => {
  it('start one within sixty seconds; neither one alone nor sixty-one seconds do', async () => {
    const { id: announcementId } = await warning();
    const { emergencies, communeId } = world;
    const late = await emergencies.request(world.person('mai'), communeId, asked(announcementId));
    expect(await refusal(emergencies.confirm(world.person('mai'), late.id))).toBe('emergency-same-person');
    world.clock.pass(61 * SECOND_MS);
    expect(await refusal(emergencies.confirm(world.person('toan'), late.id))).toBe('emergency-request-expired');
    expect(await world.urgentOrders()).toEqual([]);

    const inTime = await emergencies.request(world.person('mai'), communeId, asked(announcementId));
    world.clock.pass(59 * SECOND_MS);
    const view = await emergencies.confirm(world.person('toan'), inTime.id);
    expect(view).toMatchObject({
      state: 'on_air',
      published: true,
      startsAt: world.clock.now() + emergencyLeadMs({ poles: 0, worstUncertaintyMs: 0 }),
    });
    expect((await lastOrder()).endsAt).toBe(view.startsAt! + 10 * MINUTE_MS);
    expect(await refusal(emergencies.confirm(world.person('duyen'), inTime.id))).toBe('wrong-state');
  });

  it('expire a request by the tick, and say who asked, who confirmed and why in the log', async () => {
    const { id: announcementId } = await warning();
    const forgotten = await world.emergencies.request(world.person('mai'), world.communeId, asked(announcementId));
    await world.work();
    world.clock.pass(61 * SECOND_MS);
    await world.tick.beat();
    await world.work();
    expect((await read().emergencies.emergency(forgotten.id))!.state).toBe('expired');
    expect(await kinds(forgotten.id)).toEqual(['emergency.requested', 'emergency.expired']);
    const { id } = await onAir(announcementId);
    const events = await read().events.ofSubject(world.communeId, id);
    expect(events).toMatchObject([
      { kind: 'emergency.requested', actor: world.person('mai').personId, details: { reason: 'Nước suối dâng nhanh' } },
      { kind: 'emergency.confirmed', actor: world.person('toan').personId },
      { kind: 'emergency.started', details: { basis: 'two-people' } },
    ]);
  });

  it('approve what was only spoken in the same act, but never the one who spoke it', async () => {
    const spoken = await warning('Nói ngay', false);
    const { emergencies, communeId } = world;
    const author: Actor = { ...world.person('ngan'), grants: world.person('duyen').grants };
    const request = await emergencies.request(world.person('mai'), communeId, asked(spoken.id));
    expect(await refusal(emergencies.confirm(author, request.id))).toBe('approval-self');
    await emergencies.confirm(world.person('duyen'), request.id);
    expect((await read().announcements.announcement(spoken.id))!.state).toBe('approved');
  });

  it('cannot put a normal notice on air as an emergency, nor a second emergency over the first', async () => {
    const notice = await world.announcement('Họp thôn');
    const { emergencies, communeId } = world;
    expect(await refusal(emergencies.check(world.person('mai'), communeId, asked(notice.id)))).toBe(
      'emergency-wrong-class',
    );
    const { id } = await warning();
    await onAir(id);
    expect(await refusal(emergencies.request(world.person('mai'), communeId, asked(id)))).toBe('emergency-running');
  });
});

describe('the same asked twice', () => {
  const by = (login: 'mai' | 'toan' | 'duyen') => world.person(login);
  const ask = (login: 'mai' | 'toan' | 'duyen', request: EmergencyRequest) =>
    world.emergencies.request(by(login), world.communeId, request);

  it('comes to the one request that waits, with sixty seconds anew; whatever differs is another one', async () => {
    const { id: announcementId } = await warning();
    const first = await ask('mai', asked(announcementId));
    world.clock.pass(40 * SECOND_MS);
    const again = await ask('mai', asked(announcementId));
    expect(again).toMatchObject({ id: first.id, requestedAt: world.clock.now() });
    expect(again.endsAt - again.requestedAt).toBe(first.endsAt - first.requestedAt);
    expect(await kinds(first.id)).toEqual(['emergency.requested', 'emergency.requested']);

    const other = await warning('Cháy rừng');
    const different = [
      await ask('mai', asked(other.id)),
      await ask('mai', asked(announcementId, { minutes: 5 })),
      await ask('mai', asked(announcementId, { reason: 'Bờ kè vỡ' })),
      await ask('mai', asked(announcementId, { wholeCommune: false, zoneIds: [world.zones[0]!.id] })),
    ];
    expect(new Set([first, ...different].map(({ id }) => id)).size).toBe(5);

    world.clock.pass(59 * SECOND_MS);
    expect(await world.emergencies.confirm(by('toan'), first.id)).toMatchObject({ state: 'on_air' });
  });

  it('does not sound again after it was ended: what waited about the same is closed, and says so', async () => {
    const { id: announcementId } = await warning();
    const other = await warning('Cháy rừng');
    const { id } = await ask('mai', asked(announcementId));
    const twin = await ask('duyen', asked(announcementId, { reason: 'Nước đã tràn bờ' }));
    const fire = await ask('mai', asked(other.id));
    await world.emergencies.confirm(by('toan'), id);
    world.clock.pass(10 * SECOND_MS);
    await world.emergencies.end(by('toan'), id, { allClear: false });
    expect(await refusal(world.emergencies.confirm(by('toan'), twin.id))).toBe('emergency-request-closed');
    const events = await read().events.ofSubject(world.communeId, twin.id);
    expect(events.at(-1)).toMatchObject({ kind: 'emergency.closed', details: { overWith: id } });

    expect(await world.emergencies.confirm(by('toan'), fire.id)).toMatchObject({ state: 'on_air' });
    await world.emergencies.end(by('toan'), fire.id, { allClear: false });
    const anew = await ask('mai', asked(announcementId));
    expect(await world.emergencies.confirm(by('toan'), anew.id)).toMatchObject({ state: 'on_air' });
  });

  it('is closed with the one that somebody takes back because it is over, and in other places it stays', async () => {
    const { id: announcementId } = await warning();
    const [here, there] = world.zones.map((zone) => ({ wholeCommune: false, zoneIds: [zone.id] }));
    const first = await ask('mai', asked(announcementId, here));
    const twin = await ask('mai', asked(announcementId, { ...here, minutes: 5 }));
    const elsewhere = await ask('mai', asked(announcementId, there));
    await world.emergencies.withdraw(by('toan'), first.id, { isOver: true });
    const states = await Promise.all([first, twin, elsewhere].map(({ id }) => read().emergencies.emergency(id)));
    expect(states.map((each) => each!.state)).toEqual(['withdrawn', 'closed', 'requested']);
  });

  it('is closed as well when the all-clear is said after the warning has run out', async () => {
    const { id: announcementId } = await warning();
    const clear = await warning('Hết nguy hiểm');
    const template = await world.emergencyTemplates.create(by('toan'), world.communeId, {
      name: 'Lũ quét',
      announcementId,
      allClearAnnouncementId: clear.id,
      villageIds: [],
    });
    const { id } = await onAir(announcementId, { announcementId: undefined, templateId: template.id, minutes: 1 });
    world.clock.pass(2 * MINUTE_MS);
    await world.tick.beat();
    await world.work();
    const twin = await ask('mai', asked(announcementId));
    await world.allClears.declare(by('toan'), id);
    expect((await read().emergencies.emergency(twin.id))!.state).toBe('closed');
  });
});

describe('the first order', () => {
  it('goes out after exactly one write and before any job runs, and everything else follows by the jobs', async () => {
    const { id: announcementId } = await warning();
    const { id } = await world.emergencies.request(world.person('mai'), world.communeId, asked(announcementId));
    await world.work();
    const { unitOfWork } = world.database;
    const happened: string[] = [];
    const run = unitOfWork.run.bind(unitOfWork);
    unitOfWork.run = (work) => {
      happened.push('write');
      return run(work);
    };
    const publish = world.link.publishUrgent.bind(world.link);
    world.link.publishUrgent = (...say) => {
      happened.push('publish');
      return publish(...say);
    };
    const enqueue = world.jobs.enqueue.bind(world.jobs);
    world.jobs.enqueue = (job) => {
      happened.push(`ask for ${job.name}`);
      return enqueue(job);
    };
    await world.emergencies.confirm(world.person('toan'), id);
    expect(happened).toEqual(['write', 'publish', 'ask for plan']);
    const rundowns = world.zones.map((zone) => emergencyRundownId(id, zone.id));
    expect(await read().air.airingsOfRundowns(rundowns)).toEqual([]);
    world.jobs.waiting.clear();
    await world.tick.beat();
    await world.work();
    expect((await world.programme('Nà Khoang trên'))!.entries).toHaveLength(17);
  });

  it('is one message, for all zones, for some and for one, and so is its end', async () => {
    const [first, second] = world.zones.map((zone) => zone.id);
    const said = (to: string) => world.link.said.filter((each) => each.channel === 'urgent' && each.to === to);
    for (const [zoneIds, to] of [
      [undefined, world.communeId],
      [[first!, second!], world.communeId],
      [[first!], first!],
    ] as const) {
      const [before, beforeThere] = [(await world.urgentOrders()).length, said(to).length];
      const { id } = await onAir((await warning()).id, zoneIds && { zoneIds });
      await world.emergencies.end(world.person('toan'), id, { allClear: false });
      const orders = (await world.urgentOrders()).slice(before);
      expect(orders.map(({ order }) => order.kind)).toEqual(['emergency', 'end-emergency']);
      const meant = zoneIds ?? world.zones.map((zone) => zone.id);
      for (const order of orders) expect([...order.zoneIds!].sort()).toEqual([...meant].sort());
      expect(said(to).length - beforeThere).toBe(2);
    }
  });

  it('waits for as many poles as are connected and for the worst of their clocks, and is as old as the wish', async () => {
    const box = await world.enrol('Nà Khoang 1');
    const silent = await world.enrol('Nà Khoang 2');
    const report = { communeId: world.communeId, receivedAt: world.clock.now(), uptimeMs: 1, airingId: null };
    const sounds = { soundsWanted: 0, soundsHeld: 0, bytesWanted: 0, bytesHeld: 0, volumePercent: 80 };
    const reportOf = ({ deviceId, controllerId }: typeof box, uncertaintyMs: number) => {
      return { ...report, ...sounds, deviceId, controllerId, uncertaintyMs };
    };
    await world.database.unitOfWork.run(async ({ devices, poles }) => {
      await poles.putReports([reportOf(box, 240), reportOf(silent, 700)]);
      await devices.updateDevice(box.deviceId, { online: true });
    });
    const { id: announcementId } = await warning();
    const leadMs = emergencyLeadMs({ poles: 1, worstUncertaintyMs: 240 });
    const startsAt = world.clock.now() + leadMs;
    const checked = await world.emergencies.check(world.person('mai'), world.communeId, asked(announcementId));
    expect(checked).toMatchObject({ startsAt });
    expect(await onAir(announcementId)).toMatchObject({ startsAt, consequence: { startsAt } });
    expect(await lastOrder()).toMatchObject({ startsAt });
    expect((await world.urgentOrders()).at(-1)!.issuedAt).toBe(startsAt - leadMs);
  });

  it('stands on the board like everything else that people are told', async () => {
    await onAir((await warning()).id, { zoneIds: [world.zones[0]!.id] });
    const [seen] = await world.board.rundowns(world.person('mai'), world.communeId, AFTERNOON, AFTERNOON + HOUR_MS);
    expect(seen!.items[0]).toMatchObject({ title: 'Lũ quét', state: 'planned' });
    expect(seen!.playbacks.planned).toBeGreaterThan(0);
  });

  it('is told like an unpublished stop when the link is down, and reaches the poles with the programme', async () => {
    const { id: announcementId } = await warning();
    world.link.publishUrgent = () => Promise.reject(new Error('no broker'));
    const view = await onAir(announcementId);
    expect(view.published).toBe(false);
    expect(await kinds(view.id)).toContain('emergency.unpublished');
    expect((await world.programme('Phìn Sử dưới'))!.emergencies).toMatchObject([{ emergencyId: view.id }]);
  });
});

describe('one person alone', () => {
  it('breaks the glass only with a reason; then leaders are told and another leader signs', async () => {
    const { id: announcementId } = await warning();
    const { emergencies, reviews, communeId } = world;
    const toan = world.person('toan');
    const short = asked(announcementId, { reason: 'nước' });
    expect(await refusal(emergencies.breakGlass(toan, communeId, short))).toBe('emergency-needs-reason');
    const view = await emergencies.breakGlass(toan, communeId, asked(announcementId));
    expect(view).toMatchObject({ state: 'on_air', basis: 'break-glass', published: true });
    const told = await read().notices.ofSubject(view.id);
    expect(told.map(({ kind }) => kind)).toEqual(['emergency-broke-glass', 'emergency-broke-glass']);
    const [review] = await read().reviews.reviewsOf(view.id);
    expect(await refusal(reviews.sign(toan, review!.id, 'in_order', ''))).toBe('review-self');
    expect(await refusal(reviews.sign(world.person('mai'), review!.id, 'in_order', ''))).toBe('not-allowed');
    const signed = await reviews.sign(world.person('duyen'), review!.id, 'in_order', 'đúng lúc');
    expect(signed.verdict).toBe('in_order');
    expect(await refusal(reviews.sign(world.person('duyen'), review!.id, 'not_in_order', ''))).toBe('review-signed');
  });
});

describe('from above', () => {
  const province = (): Actor => ({
    ...world.person('ngan'),
    grants: [
      {
        id: 'g',
        communeId: world.communeId,
        personId: world.person('ngan').personId,
        role: 'upstream',
        villageId: null,
      },
    ],
  });

  it('an emergency plays at once, and a local one ends in the same zones only', async () => {
    const local = await onAir((await warning('Cháy rừng')).id);
    const heard = await world.announcement('Bão số 9', 20 * SECOND_MS, 'emergency');
    const above = await world.announcements.takeFromAbove(province(), world.communeId, {
      title: 'Bão số 9',
      category: '',
      messageClass: 'emergency',
      source: 'province',
      versions: heard.versions,
    });
    const villageIds = [world.villageId('Nà Khoang')];
    const request = asked(above.id, { wholeCommune: false, villageIds });
    expect(await refusal(world.emergencies.fromAbove(world.person('mai'), world.communeId, request))).toBe(
      'not-allowed',
    );
    world.clock.pass(MINUTE_MS);
    const view = await world.emergencies.fromAbove(province(), world.communeId, request);
    expect((await world.urgentOrders()).slice(-2).map(({ order }) => order.kind)).toEqual([
      'end-emergency',
      'emergency',
    ]);
    const told = await read().notices.ofSubject(view.id);
    expect(told.map(({ kind }) => kind)).toEqual(['emergency-from-above', 'emergency-from-above']);
    expect((['vi', 'en'] as const).map((language) => noticeText(language, told[0]!))).toEqual([
      'Cấp trên vừa phát tin khẩn cấp. Nội dung: "Bão số 9". Người gửi: Ngân. Lý do: Nước suối dâng nhanh.',
      'An emergency from above went on air. Content: "Bão số 9". Sent by Ngân. Reason: Nước suối dâng nhanh.',
    ]);
    expect(await read().reviews.reviewsOf(view.id)).toEqual([]);
    await world.work();
    const inForce = async (zone: string) =>
      (await world.programme(zone))!.emergencies.map(({ emergencyId }) => emergencyId);
    expect(await inForce('Nà Khoang trên')).toEqual([view.id]);
    expect(await inForce('Phìn Sử trên')).toEqual([local.id]);
    expect(await kinds(local.id)).toContain('emergency.ended');
  });
});

describe('what it does', () => {
  it('is said beforehand: villages, households, controllers, who is offline, what it interrupts, stops that hold', async () => {
    const box = await world.enrol('Nà Khoang 1');
    await world.database.unitOfWork.run(({ devices }) => devices.updateDevice(box.deviceId, { online: true }));
    const { id } = await warning();
    await world.onAir(await world.announcement('Họp thôn', 5 * MINUTE_MS));
    world.clock.pass(HOUR_MS + 9 * MINUTE_MS);
    const effect = await world.emergencies.check(
      world.person('mai'),
      world.communeId,
      asked(id, { wholeCommune: false, villageIds: [world.villageId('Nà Khoang')] }),
    );
    expect(effect).toMatchObject({ households: 100, controllers: 3, offline: 2, repeats: 17, everyMs: 35 * SECOND_MS });
    expect(effect.villages[0]!.offlineControllers.map(({ name }) => name)).toEqual(['Nà Khoang 2', 'Nà Khoang 3']);
    expect(effect.villages[0]!.missingLanguages).toEqual([]);
    expect(effect.interrupts.map(({ title, onAirNow }) => [title, onAirNow])).toEqual([
      ['Họp thôn', false],
      ['Họp thôn', false],
    ]);
    expect(effect.endsAt - effect.startsAt).toBe(10 * MINUTE_MS);
    expect(await world.urgentOrders()).toEqual([]);
  });

  it('plays at night, while a normal item at the same hour is refused', async () => {
    world.clock.pass(11 * HOUR_MS); // 03:00
    const view = await onAir((await warning()).id);
    const { entries } = (await world.programme('Nà Khoang dưới'))!;
    expect(entries[0]).toMatchObject({ startsAt: view.startsAt, kind: 'emergency', messageClass: 'emergency' });
    const notice = await world.announcement('Họp thôn');
    const night = world.request(notice, {
      start: { kind: 'exact', at: '03:30:00' },
      recurrence: { kind: 'once', date: '2026-11-22' },
    });
    expect(await refusal(world.bookings.propose(world.person('mai'), world.communeId, night))).toBe(
      'booking-quiet-hours',
    );
  });

  it('stands in the programme as the devices made it from the order, so that whoever was away hears it once', async () => {
    await onAir((await warning()).id);
    const order = await lastOrder();
    const zone = world.zones.find(({ name }) => name === 'Nà Khoang trên')!;
    expect((await world.programme(zone.name))!.entries).toEqual(emergencyEntries(order, zone.id));
  });

  it('lies ready on every pole once its template is approved, and already while the second person is awaited', async () => {
    const { id: announcementId } = await warning();
    const allClear = await warning('Báo hết nguy hiểm');
    const spoken = await warning('Nói ngay', false);
    const mai = world.person('mai');
    const template = { name: 'Lũ', announcementId, allClearAnnouncementId: allClear.id, villageIds: [] };
    await world.emergencyTemplates.create(mai, world.communeId, template);
    await world.emergencies.request(mai, world.communeId, asked(spoken.id));
    await world.work();
    expect((await world.programme('Phìn Sử trên'))!.standbySounds).toHaveLength(3);
    const [standing] = await world.emergencyTemplates.list(mai, world.communeId);
    await world.emergencyTemplates.remove(mai, standing!.id);
    expect([...world.jobs.waiting.values()]).toEqual([{ name: 'plan', communeId: world.communeId }]);
    const unapproved = { name: 'Nói', announcementId: spoken.id, allClearAnnouncementId: null, villageIds: [] };
    expect(await refusal(world.emergencyTemplates.create(mai, world.communeId, unapproved))).toBe(
      'announcement-not-approved',
    );
  });

  it('ends at a word of one person: silence goes out, the rest is cancelled, and the all-clear sounds once if asked for', async () => {
    const { id: announcementId } = await warning();
    const allClear = await warning('Báo hết nguy hiểm');
    const mai = world.person('mai');
    const draft = { name: 'Lũ', announcementId, allClearAnnouncementId: allClear.id, villageIds: [] };
    const template = await world.emergencyTemplates.create(mai, world.communeId, draft);
    const view = await onAir(announcementId, { templateId: template.id });
    world.clock.pass(2 * MINUTE_MS);
    const [, sequel] = await world.emergencies.end(mai, view.id, { allClear: true });
    const [silence, begin] = (await world.urgentOrders()).slice(-2);
    expect(silence!.order).toEqual({ kind: 'end-emergency', emergencyId: view.id });
    expect(begin!.order).toMatchObject({ kind: 'emergency', emergencyId: sequel!.id, title: 'Báo hết nguy hiểm' });
    await world.work();
    const programme = (await world.programme('Nà Khoang dưới'))!;
    expect(programme.cancelledAiringIds.length).toBeGreaterThan(0);
    const ahead = programme.entries.filter(({ startsAt }) => startsAt > world.clock.now());
    expect(ahead.map(({ title }) => title)).toEqual(['Báo hết nguy hiểm']);
    expect(programme.emergencies.map(({ emergencyId }) => emergencyId)).toEqual([sequel!.id]);
  });

  it.each(['two people', 'one person alone'])(
    'is said to be over by one person, not by %s who began it',
    async (by) => {
      const { id: announcementId } = await warning();
      const allClear = await warning('Báo hết nguy hiểm');
      const draft = { name: 'Lũ', announcementId, allClearAnnouncementId: allClear.id, villageIds: [] };
      const { id: templateId } = await world.emergencyTemplates.create(world.person('mai'), world.communeId, draft);
      const request = asked(announcementId, { templateId });
      const view =
        by === 'two people'
          ? await onAir(announcementId, { templateId })
          : await world.emergencies.breakGlass(world.person('toan'), world.communeId, request);
      world.clock.pass(2 * MINUTE_MS);
      const [, sequel] = await world.emergencies.end(world.person('mai'), view.id, { allClear: true });
      await world.work();
      const rundownId = emergencyRundownId(sequel!.id, world.zones[0]!.id);
      const [airing] = await read().air.airingsOfRundowns([rundownId]);
      const why = await world.whys.ofAiring(world.person('mai'), airing!.id);
      const ordered = whyText(
        'vi',
        why.links.find(({ step }) => step === 'booked')!,
        why,
      );
      expect(ordered).toMatch(/^Mai yêu cầu .* Cách quyết định: báo hết nguy hiểm, chỉ cần một người\.$/);
    },
  );

  it('refuses an all-clear that nobody prepared', async () => {
    const view = await onAir((await warning()).id);
    expect(await refusal(world.emergencies.end(world.person('mai'), view.id, { allClear: true }))).toBe(
      'emergency-no-all-clear',
    );
    expect((await read().emergencies.emergency(view.id))!.state).toBe('on_air');
  });
});

describe('what it cut short', () => {
  it('sounds anew once inside its slot, only where it was cut short', async () => {
    const box = await world.enrol('Nà Khoang 1');
    const booking = await world.onAir(await world.announcement('Họp thôn', 3 * MINUTE_MS), {
      villageIds: [world.villageId('Nà Khoang')],
      start: { kind: 'slot', slotId: await world.slotId('Chiều') },
    });
    const [origin] = (await read().air.airingsOfBooking(booking.id)).filter(({ controllerIds }) =>
      controllerIds.includes(box.controllerId),
    );
    world.clock.pass(origin!.startsAt + 30 * SECOND_MS - AFTERNOON);
    const view = await onAir((await warning()).id, { minutes: 2 });
    const playbackId = playbackIdOf(origin!.id, box.controllerId);
    const proof = { playbackId, airingId: origin!.id };
    const cut = { ...proof, startedAt: origin!.startsAt, playedMs: 32_000, reason: 'pre-empted' };
    const receipts = box.sign(world.clock.now(), [
      { kind: 'started', ...proof },
      { kind: 'interrupted', ...cut },
    ]);
    await world.evidence.accept(world.communeId, box.deviceId, receipts);
    expect([...world.jobs.waiting.values()]).toEqual([{ name: 'plan', communeId: world.communeId }]);
    await world.tick.beat();
    await world.work();
    const restarts = async () =>
      (await read().air.airingsOfBooking(booking.id)).filter(({ restartOf }) => restartOf === origin!.id);
    expect(await restarts()).toMatchObject([{ state: 'planned', controllerIds: [box.controllerId] }]);
    const [restart] = await restarts();
    expect(restart!.startsAt).toBeGreaterThanOrEqual(view.endsAt);
    expect((await world.programme('Nà Khoang trên'))!.entries.map(({ airingId }) => airingId)).toContain(restart!.id);
    world.clock.pass(20 * MINUTE_MS);
    await world.planner.plan(world.communeId);
    expect(await restarts()).toHaveLength(1);
  });

  it('is reported to author and operators when its slot has no room left', async () => {
    const box = await world.enrol('Nà Khoang 1');
    const booking = await world.onAir(await world.announcement('Họp thôn', 3 * MINUTE_MS), {
      start: { kind: 'exact', at: '17:55:00' },
    });
    const [origin] = (await read().air.airingsOfBooking(booking.id)).filter(({ controllerIds }) =>
      controllerIds.includes(box.controllerId),
    );
    world.clock.pass(origin!.startsAt + 30 * SECOND_MS - AFTERNOON);
    await onAir((await warning()).id);
    const proof = { playbackId: playbackIdOf(origin!.id, box.controllerId), airingId: origin!.id };
    const cut = { ...proof, startedAt: null, playedMs: 0, reason: 'pre-empted' };
    await world.evidence.accept(
      world.communeId,
      box.deviceId,
      box.sign(world.clock.now(), [{ kind: 'interrupted', ...cut }]),
    );
    await world.tick.beat();
    await world.work();
    const [reported] = (await read().air.airingsOfBooking(booking.id)).filter(({ restartOf }) => restartOf !== null);
    expect(reported).toMatchObject({ state: 'dropped', controllerIds: [box.controllerId] });
    const told = await read().notices.ofSubject(reported!.id);
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [world.person('ngan').personId, world.person('mai').personId].sort(),
    );
    expect(await kinds(reported!.id)).toEqual(['airing.interrupted']);
  });

  it('waits behind it when it had not begun', async () => {
    const booking = await world.onAir(await world.announcement('Họp thôn', 3 * MINUTE_MS), {
      start: { kind: 'slot', slotId: await world.slotId('Chiều') },
    });
    const [before] = await read().air.airingsOfBooking(booking.id);
    world.clock.pass(before!.startsAt - MINUTE_MS - AFTERNOON);
    const view = await onAir((await warning()).id);
    for (const airing of await read().air.airingsOfBooking(booking.id)) {
      expect(airing.state).toBe('planned');
      expect(airing.startsAt).toBeGreaterThanOrEqual(view.endsAt);
    }
  });
});
