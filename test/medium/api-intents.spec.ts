// Every act of the API, done once whatever happens to its request: the process dies after each unit of work of it, the phone repeats with the same
// `Idempotency-Key`, and the answer is the one that was lost. A new route has to stand here or say why it needs no key.
import { AirPlanner, Complaints } from '#application';
import { DAY_MS, DEFAULT_RULES, HOUR_MS, MINUTE_MS } from '#domain';
import { API_CONTROLLERS, Unkeyed } from '#api';
import { RequestMethod } from '@nestjs/common';
import { ApiBench, PASSWORD } from '../support/api-bench';
import { IntentWalk } from '../support/intent-walk';

let bench: ApiBench;
let walk: IntentWalk;
let commune: string;
const as: Record<string, string> = {};
beforeAll(async () => {
  bench = await ApiBench.open();
  runsOn(bench.clock);
  walk = new IntentWalk(bench);
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  for (const login of ['ghi', 'mai', 'lanh-dao', 'truong-ban', 'tho', 'quan-tri', 'cap-tren']) {
    as[login] = await bench.signIn(login);
  }
});
afterAll(() => bench.close());

interface Made {
  readonly id: string;
  readonly digest: string;
  readonly revision: number;
}
const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';
const read = () => bench.unitOfWork.read;
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const village = async (name: string) =>
  (await read().places.villages(bench.home.commune.id)).find((each) => each.name === name)!;
const zoneOf = async (name: string) =>
  (await read().places.zones(bench.home.commune.id)).find((each) => each.name === name)!;

/** And everybody has just proved who they are. */
async function anHourLater(): Promise<void> {
  bench.clock.pass(HOUR_MS);
  for (const cookie of Object.values(as)) {
    await bench.ask('POST', '/api/v1/me/proof', { as: cookie, body: { password: PASSWORD } });
  }
}

/** Asked in the ordinary way: it only sets the scene. */
async function plain<T = Made>(method: 'GET' | 'POST' | 'PATCH', url: string, who: string, body?: unknown): Promise<T> {
  const answer = await bench.ask(method, url, { as: as[who]!, body });
  if (answer.statusCode >= 300) throw new Error(`${url} was refused: ${answer.body}`);
  return answer.json<T>();
}

function withSecondFactor(id: string): Promise<void> {
  const factor = { personId: id, sealedSecret: 'sealed', confirmedAt: bench.clock.now(), lastStep: 0 };
  return bench.unitOfWork.run(({ people }) => people.putSecondFactor(factor));
}

async function draft(title: string, messageClass = 'normal'): Promise<Made> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(as['mai']!), script: title }];
  return plain('POST', `${commune}/announcements`, 'mai', { title, versions, messageClass });
}

async function handedIn(title: string, messageClass = 'normal'): Promise<Made> {
  return plain('POST', `/api/v1/announcements/${(await draft(title, messageClass)).id}/submit`, 'mai');
}

const at = (announcementId: string, time: string, date = TODAY) => ({
  announcementId,
  wholeCommune: true,
  start: { kind: 'exact', at: time },
  recurrence: { kind: 'once', date },
});

async function proposed(title: string, time: string, date = TODAY): Promise<Made> {
  return plain('POST', `${commune}/bookings`, 'mai', at((await handedIn(title)).id, time, date));
}

async function onAir(title: string, time: string): Promise<Made> {
  const booked = await proposed(title, time);
  const approved = await plain('POST', `/api/v1/bookings/${booked.id}/approve`, 'lanh-dao', { digest: booked.digest });
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  return approved;
}

/** As if the first pole had played it and the others had missed it. */
async function half(bookingId: string): Promise<void> {
  await bench.unitOfWork.run(async ({ air }) => {
    const airings = await air.airingsOfBooking(bookingId);
    const playbacks = await air.playbacksOfAirings(airings.map(({ id }) => id));
    const heard = { state: 'played', startedAt: bench.clock.now(), playedMs: 60_000 } as const;
    await air.putPlaybacks(
      playbacks.map((playback, index) => ({ ...playback, ...(index === 0 ? heard : ({ state: 'missed' } as const)) })),
    );
  });
}

it('announcements: written, edited, handed in, given back, approved', async () => {
  const mai = as['mai']!;
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Mời bà con' }];
  const written = await walk.act<Made>('createAnnouncement', 'POST', `${commune}/announcements`, {
    as: mai,
    body: { title: 'Họp', versions },
  });
  const url = `/api/v1/announcements/${written.id}`;
  await walk.act('editAnnouncement', 'PATCH', url, { as: mai, revision: written.revision, body: { title: 'Họp bản' } });
  await walk.act('submitAnnouncement', 'POST', `${url}/submit`, { as: mai });
  await walk.act('requestChanges', 'POST', `${url}/request-changes`, {
    as: as['lanh-dao']!,
    body: { note: 'đọc chậm hơn' },
  });
  const again = await plain('POST', `${url}/submit`, 'mai');
  await walk.act('approveAnnouncement', 'POST', `${url}/approve`, {
    as: as['lanh-dao']!,
    body: { digest: again.digest },
  });
  const { recordingId } = versions[0]!;
  await walk.act('trimRecording', 'POST', `/api/v1/recordings/${recordingId}/trims`, {
    as: mai,
    body: { trim: { fromMs: 0, toMs: 30_000 } },
  });
});

it('bookings: proposed, changed, ordered, approved, taken back', async () => {
  const [mai, leader] = [as['mai']!, as['lanh-dao']!];
  const { id: announcementId } = await handedIn('Tiêm phòng');
  const booked = await walk.act<Made>('proposeBooking', 'POST', `${commune}/bookings`, {
    as: mai,
    body: at(announcementId, '17:00'),
  });
  expect(await read().bookings.ofAnnouncement(announcementId)).toHaveLength(1);
  const url = `/api/v1/bookings/${booked.id}`;
  const amended = await walk.act<Made>('amendBooking', 'PATCH', url, {
    as: mai,
    revision: booked.revision,
    body: { scope: 'all', start: { kind: 'exact', at: '17:05' } },
  });
  await walk.act('orderBooking', 'POST', `${url}/order`, { as: leader, body: { precedence: 2 } });
  await walk.act('approveBooking', 'POST', `${url}/approve`, { as: leader, body: { digest: amended.digest } });
  await walk.act('cancelBooking', 'POST', `${url}/cancel`, { as: leader, body: { reason: 'hoãn' } });
  const other = await proposed('Vệ sinh', '17:20');
  await walk.act('declineBooking', 'POST', `/api/v1/bookings/${other.id}/decline`, {
    as: leader,
    body: { reason: 'trùng' },
  });
  const series = await plain('POST', `${commune}/bookings`, 'mai', {
    ...at(announcementId, '17:40'),
    recurrence: { kind: 'daily', from: TOMORROW, until: '2026-11-30' },
  });
  const day = { date: '2026-11-26', reason: 'nghỉ' };
  await walk.act('cancelBookingDay', 'POST', `/api/v1/bookings/${series.id}/cancelled-days`, { as: mai, body: day });
  await walk.act('copyBookings', 'POST', `${commune}/booking-copies`, {
    as: mai,
    body: { like: 'yesterday', date: TOMORROW },
  });
});

it('a suggested time is taken', async () => {
  const { id, digest } = await handedIn('Nhặt rác');
  const { suggestion } = await plain<{ suggestion: { slotId: string; localDate: string } }>(
    'GET',
    `/api/v1/announcements/${id}/suggested-time`,
    'lanh-dao',
  );
  const { slotId, localDate } = suggestion;
  await walk.act('takeSuggestedTime', 'POST', `/api/v1/announcements/${id}/suggested-time`, {
    as: as['lanh-dao']!,
    body: { digest, slotId, localDate },
  });
  expect(await read().bookings.ofAnnouncement(id)).toHaveLength(1);
});

it('the air: stopped, muted, let go on', async () => {
  const stop = await walk.act('stopAir', 'POST', `${commune}/stops`, {
    as: as['mai']!,
    body: { zoneIds: null, minutes: 5, reason: 'nhầm' },
  });
  await walk.act('liftStop', 'POST', `/api/v1/stops/${stop.id}/lift`, { as: as['mai']! });
  const { id } = await village('Suối Tàu');
  const mute = await walk.act('muteVillage', 'POST', `/api/v1/villages/${id}/mute`, {
    as: as['truong-ban']!,
    body: {},
  });
  expect((await read().air.stops(bench.home.commune.id, bench.clock.now())).map((each) => each.id)).toEqual([mute.id]);
  await plain('POST', `/api/v1/stops/${mute.id}/lift`, 'truong-ban');
});

it('a village speaks for itself, once', async () => {
  const recordingId = await bench.readyRecording(as['truong-ban']!);
  const { id } = await village('Suối Tàu');
  const body = { recordingId, title: 'Mất trâu', script: '', language: 'vi' };
  await walk.act('airVillageNotice', 'POST', `/api/v1/villages/${id}/notices`, { as: as['truong-ban']!, body });
  const open = await read().bookings.open(bench.home.commune.id);
  expect(open.filter(({ purpose }) => purpose === 'village_notice')).toHaveLength(1);
});

it('what sounded: confirmed, complained of, taken back, corrected, sent again, settled', async () => {
  const wrong = await onAir('Họp lúc 7 giờ', '08:30');
  const [airing] = await read().air.airingsOfBooking(wrong.id);
  const rundown = (await read().air.rundown(airing!.rundownId))!;
  await anHourLater();
  await half(wrong.id);
  const url = `/api/v1/rundowns/${rundown.id}`;
  await walk.act('confirmRundown', 'POST', `${url}/confirmations`, {
    as: as['mai']!,
    body: { answer: 'not_heard', note: 'rè' },
  });
  await walk.act('settleTrouble', 'POST', `${url}/settlement`, { as: as['mai']!, body: { note: 'thay dây' } });
  await walk.act('resendBooking', 'POST', `/api/v1/bookings/${wrong.id}/resends`, {
    as: as['mai']!,
    body: { date: TODAY },
  });
  await walk.act('withdrawConfirmation', 'DELETE', `${url}/confirmations`, { as: as['mai']! });
  const retraction = await walk.act('retract', 'POST', `${commune}/retractions`, {
    as: as['mai']!,
    body: { bookingId: wrong.id, reason: 'sai giờ' },
  });
  const { id: announcementId } = await handedIn('Đính chính');
  await walk.act('proposeCorrection', 'POST', `/api/v1/retractions/${retraction.id}/corrections`, {
    as: as['mai']!,
    body: { announcementId },
  });
  expect(await read().bookings.ofAnnouncement(announcementId)).toHaveLength(1);
  const { publicCode } = (await read().places.controllers(bench.home.commune.id))[0]!;
  const complaint = await bench.app.get(Complaints).complain(publicCode, { topic: 'too-loud', text: '' }, '127.0.0.1');
  await walk.act('closeComplaint', 'POST', `/api/v1/complaints/${complaint.id}/close`, {
    as: as['mai']!,
    body: { answer: 'đã vặn nhỏ' },
  });
});

it('emergencies: asked for, confirmed, ended, sounded the all-clear, from above, alone, signed afterwards', async () => {
  const [mai, leader] = [as['mai']!, as['lanh-dao']!];
  const warning = await handedIn('Lũ quét', 'emergency');
  await plain('POST', `/api/v1/announcements/${warning.id}/approve`, 'lanh-dao', { digest: warning.digest });
  const calm = await handedIn('Hết lũ', 'emergency');
  await plain('POST', `/api/v1/announcements/${calm.id}/approve`, 'lanh-dao', { digest: calm.digest });
  const prepared = { name: 'Lũ', announcementId: warning.id, allClearAnnouncementId: calm.id };
  const template = await walk.act<Made>('createEmergencyTemplate', 'POST', `${commune}/emergency-templates`, {
    as: mai,
    body: prepared,
  });
  const one = `/api/v1/emergency-templates/${template.id}`;
  await walk.act('changeEmergencyTemplate', 'PATCH', one, {
    as: mai,
    revision: template.revision,
    body: { name: 'Lũ ống' },
  });
  const body = { templateId: template.id, wholeCommune: true, minutes: 5, reason: 'nước lên nhanh ở suối' };
  const asked = await walk.act('requestEmergency', 'POST', `${commune}/emergencies`, { as: mai, body });
  await walk.act('withdrawEmergency', 'POST', `/api/v1/emergencies/${asked.id}/withdrawal`, { as: mai });
  const second = await plain('POST', `${commune}/emergencies`, 'mai', body);
  await walk.act('confirmEmergency', 'POST', `/api/v1/emergencies/${second.id}/confirmation`, { as: leader });
  bench.clock.pass(MINUTE_MS);
  await walk.act('endEmergency', 'POST', `/api/v1/emergencies/${second.id}/end`, {
    as: leader,
    body: { allClear: false },
  });
  await walk.act('declareAllClear', 'POST', `/api/v1/emergencies/${second.id}/all-clear`, { as: leader });
  await anHourLater();
  const alone = await walk.act('breakGlass', 'POST', `${commune}/emergencies/break-glass`, { as: mai, body });
  await plain('POST', `/api/v1/emergencies/${alone.id}/end`, 'lanh-dao', { allClear: false });
  const review = (await read().reviews.reviews(bench.home.commune.id, { limit: 10 })).items.find(
    ({ subjectId }) => subjectId === alone.id,
  )!;
  await walk.act('signReview', 'POST', `/api/v1/reviews/${review.id}/signature`, {
    as: leader,
    body: { verdict: 'in_order', note: '' },
  });
  const recordingId = await bench.readyRecording(as['cap-tren']!);
  const above = {
    title: 'Bão',
    versions: [{ language: 'vi', recordingId, script: '' }],
    messageClass: 'emergency',
    source: 'province',
  };
  const taken = await walk.act('takeAnnouncementFromAbove', 'POST', `${commune}/announcements/from-above`, {
    as: as['cap-tren']!,
    body: above,
  });
  const order = { announcementId: taken.id, wholeCommune: true, minutes: 5, reason: 'bão số 9' };
  const fromAbove = await walk.act('emergencyFromAbove', 'POST', `${commune}/emergencies/from-above`, {
    as: as['cap-tren']!,
    body: order,
  });
  await plain('POST', `/api/v1/emergencies/${fromAbove.id}/end`, 'lanh-dao', { allClear: false });
  await walk.act('removeEmergencyTemplate', 'DELETE', one, { as: mai });
});

it('drills and tests of the poles', async () => {
  const mai = as['mai']!;
  const [opening, closing, flood] = [
    await handedIn('Mở đầu'),
    await handedIn('Kết thúc'),
    await handedIn('Lũ tập', 'emergency'),
  ];
  for (const { id, digest } of [opening, closing, flood])
    await plain('POST', `/api/v1/announcements/${id}/approve`, 'lanh-dao', { digest });
  const drill = { openingAnnouncementId: opening.id, closingAnnouncementId: closing.id };
  await bench.unitOfWork.run(({ places }) =>
    places.updateCommune(bench.home.commune.id, { rules: { ...DEFAULT_RULES, drill } }),
  );
  const startsAt = new Date(bench.clock.now() + 3 * HOUR_MS).toISOString();
  const body = { announcementId: flood.id, wholeCommune: true, startsAt, reason: 'đầu mùa mưa' };
  const ordered = await walk.act('orderDrill', 'POST', `${commune}/drills`, { as: mai, body });
  await walk.act('cancelDrill', 'DELETE', `/api/v1/drills/${ordered.id}`, { as: mai });
  await walk.act('beginSelfTest', 'POST', `${commune}/self-tests`, { as: as['tho']! });
});

it('links, delegations, notices and one’s own account', async () => {
  const [mai, leader] = [as['mai']!, as['lanh-dao']!];
  await bench.ask('PUT', '/api/v1/me/pin', { as: leader, body: { password: PASSWORD, pin: '402517' } });
  const { id, digest } = await proposed('Duyệt trên điện thoại', '17:30', TOMORROW);
  const forApproval = await walk.act<{ id: string; token: string }>(
    'issueApprovalLink',
    'POST',
    `/api/v1/bookings/${id}/approval-links`,
    { as: mai, body: { personId: personId('lanh-dao') } },
  );
  expect((await read().links.links(bench.home.commune.id)).map((link) => link.id)).toEqual([forApproval.id]);
  await walk.act('approveByLink', 'POST', `/api/v1/links/${forApproval.token}/approval`, {
    body: { digest, pin: '402517' },
  });
  const ofVillage = await walk.act<{ id: string; token: string }>(
    'issueVillageLink',
    'POST',
    `/api/v1/people/${personId('truong-ban')}/village-link`,
    { as: mai },
  );
  const { id: villageId } = await village('Suối Tàu');
  const rundowns = await read().air.rundowns(bench.home.commune.id, bench.clock.now() - DAY_MS, bench.clock.now());
  const { id: rundownId } = rundowns.find((each) => each.villageId === villageId)!;
  const byLink = `/api/v1/links/${ofVillage.token}/confirmations`;
  await walk.act('confirmByLink', 'POST', byLink, { body: { rundownId, answer: 'heard' } });
  await walk.act('withdrawConfirmationByLink', 'DELETE', `${byLink}/${rundownId}`);
  await walk.act('revokeLink', 'DELETE', `/api/v1/links/${ofVillage.id}`, { as: mai });
  const until = new Date(bench.clock.now() + DAY_MS).toISOString();
  const delegated = await walk.act('delegateApproval', 'POST', `${commune}/delegations`, {
    as: leader,
    body: { toPersonId: personId('duyet-thay'), until },
  });
  await walk.act('endDelegation', 'DELETE', `/api/v1/delegations/${delegated.id}`, { as: leader });
  const { items } = await plain<{ items: Made[] }>('GET', '/api/v1/me/notices', 'lanh-dao');
  await walk.act('readNotice', 'POST', `/api/v1/me/notices/${items[0]!.id}/read`, { as: leader });
  const token = await walk.act('issueToken', 'POST', '/api/v1/me/tokens', { as: mai, body: { name: 'máy' } });
  await walk.act('revokeToken', 'DELETE', `/api/v1/me/tokens/${token.id}`, { as: mai });
});

it('poles, places and hours', async () => {
  const admin = as['quan-tri']!;
  const { revision } = (await read().places.commune(bench.home.commune.id))!;
  await walk.act('changeCommune', 'PATCH', commune, { as: admin, revision, body: { phone: '0212 3 834 567' } });
  const rules = (await read().places.commune(bench.home.commune.id))!.revision;
  await walk.act('changeRules', 'PATCH', `${commune}/rules`, {
    as: admin,
    revision: rules,
    body: { emergencyVolumePercent: 90 },
  });
  await walk.act('chooseSignature', 'PUT', `${commune}/signature`, {
    as: admin,
    body: { openingAnnouncementId: null, closingAnnouncementId: null },
  });
  const slot = await walk.act<Made>('createSlot', 'POST', `${commune}/slots`, {
    as: admin,
    body: { name: 'Trưa', from: '11:00', to: '11:30' },
  });
  await walk.act('changeSlot', 'PATCH', `/api/v1/slots/${slot.id}`, {
    as: admin,
    revision: slot.revision,
    body: { name: 'Buổi trưa' },
  });
  await walk.act('retireSlot', 'DELETE', `/api/v1/slots/${slot.id}`, { as: admin });
  const { items } = await walk.act<{ items: Made[] }>('enterSpecialDays', 'POST', `${commune}/special-days`, {
    as: admin,
    body: { name: 'Rằm', dates: ['2026-12-22'] },
  });
  await walk.act('removeSpecialDay', 'DELETE', `/api/v1/special-days/${items[0]!.id}`, { as: admin });
  const body = { name: 'Nà Lốc', label: 'bản', households: 40, languages: ['vi'] };
  const made = await walk.act<Made>('createVillage', 'POST', `${commune}/villages`, { as: admin, body });
  await walk.act('changeVillage', 'PATCH', `/api/v1/villages/${made.id}`, {
    as: admin,
    revision: made.revision,
    body: { households: 41 },
  });
  const zone = await walk.act<Made>('createZone', 'POST', `/api/v1/villages/${made.id}/zones`, {
    as: admin,
    body: { name: 'Đầu bản' },
  });
  await walk.act('renameZone', 'PATCH', `/api/v1/zones/${zone.id}`, {
    as: admin,
    revision: zone.revision,
    body: { name: 'Cuối bản' },
  });
  const pole = await walk.act<Made>('createController', 'POST', `/api/v1/zones/${zone.id}/controllers`, {
    as: as['tho']!,
    body: { name: 'Cụm 1' },
  });
  await walk.act('changeController', 'PATCH', `/api/v1/controllers/${pole.id}`, {
    as: as['tho']!,
    revision: pole.revision,
    body: { volumePercent: 60 },
  });
  await walk.act('issueEnrolmentCode', 'POST', `/api/v1/controllers/${pole.id}/enrolment-codes`, { as: as['tho']! });
  await walk.act('mutePoles', 'POST', `${commune}/pole-mutes`, {
    as: as['tho']!,
    body: { controllerIds: [pole.id], hours: 4 },
  });
  await walk.act('unmutePole', 'DELETE', `/api/v1/poles/${pole.id}/mute`, { as: as['tho']! });
  await walk.act('changeKey', 'POST', `${commune}/keys/changes`, { as: admin, body: { serial: 0, overlapDays: 7 } });
  await walk.act('changeDrillKey', 'POST', `${commune}/keys/drill-changes`, { as: admin });
  await walk.act('retireController', 'DELETE', `/api/v1/controllers/${pole.id}`, { as: admin });
  await walk.act('retireZone', 'DELETE', `/api/v1/zones/${zone.id}`, { as: admin });
  await walk.act('retireVillage', 'DELETE', `/api/v1/villages/${made.id}`, { as: admin });
  expect(await zoneOf('Suối Tàu')).toBeDefined();
});

it('sessions', async () => {
  const here = await bench.signIn('ghi');
  const { items } = (await bench.ask('GET', '/api/v1/me/sessions', { as: here })).json<{
    items: { id: string; isThis: boolean }[];
  }>();
  const other = items.find(({ isThis }) => !isThis)!;
  await walk.act('endSession', 'DELETE', `/api/v1/me/sessions/${other.id}`, { as: here });
  await bench.signIn('ghi');
  await walk.act('endOtherSessions', 'DELETE', '/api/v1/me/sessions', { as: here });
  as['ghi'] = here;
});

it('people', async () => {
  const admin = as['quan-tri']!;
  const body = { name: 'Lò Thị Mây', login: 'may', role: 'recorder' };
  const { person } = await walk.act<{ person: Made }>('invitePerson', 'POST', `${commune}/people`, { as: admin, body });
  const url = `/api/v1/people/${person.id}`;
  await walk.act('changePerson', 'PATCH', url, {
    as: admin,
    revision: person.revision,
    body: { name: 'Lò Thị Mây (xã)' },
  });
  await walk.act('issueSignInCode', 'POST', `${url}/codes`, { as: admin });
  const grant = await walk.act('grantRole', 'POST', `${url}/grants`, { as: admin, body: { role: 'technician' } });
  await walk.act('revokeRole', 'DELETE', `/api/v1/grants/${grant.id}`, { as: admin });
  await withSecondFactor(person.id);
  await walk.act('resetSecondFactor', 'DELETE', `${url}/second-factor`, { as: admin });
  await walk.act('signOutPerson', 'POST', `${url}/sign-out`, { as: admin });
  await walk.act('blockPerson', 'POST', `${url}/block`, { as: admin });
  await walk.act('unblockPerson', 'POST', `${url}/unblock`, { as: admin });
  for (const [operation, act] of [
    ['agreeAsSecond', 'agreement'],
    ['objectAsSecond', 'objection'],
  ] as const) {
    await plain('POST', `/api/v1/people/${personId('lanh-dao')}/codes`, 'quan-tri');
    await walk.act(operation, 'POST', `/api/v1/people/${personId('lanh-dao')}/${act}`, { as: as['lanh-dao']! });
  }
  await walk.act('handOverWork', 'POST', `${url}/hand-over`, { as: admin, body: { toPersonId: personId('ghi') } });
});

it('one’s own second factor', async () => {
  const url = '/api/v1/me/second-factor';
  await withSecondFactor(personId('tho'));
  await walk.act('renewRecoveryCodes', 'POST', `${url}/recovery-codes`, { as: as['tho']! });
  await walk.act('turnOffSecondFactor', 'DELETE', url, { as: as['tho']! });
});

it('leaves no act of the API out: each was done above, or says why it needs no key', () => {
  const named = new Map(mutatingRoutes().map(({ operation, excuse }) => [operation, excuse]));
  const missing = [...named].filter(([operation, excuse]) => excuse === undefined && !walk.done.has(operation));
  expect(missing.map(([operation]) => operation)).toEqual([]);
  const excused = [...named].filter(([, excuse]) => excuse !== undefined).map(([operation]) => operation);
  expect(excused.sort()).toEqual([
    'beginSecondFactor',
    'beginUpload',
    'changePassword',
    'checkBooking',
    'checkChange',
    'checkDrill',
    'checkEmergency',
    'checkRetraction',
    'confirmSecondFactor',
    'continueUpload',
    'endUpload',
    'enrolDevice',
    'finishSignIn',
    'foreseeChange',
    'renewProof',
    'sendRecording',
    'setPassword',
    'setPin',
    'setPoleFault',
    'signIn',
    'signInByPin',
    'signOut',
  ]);
});

it('and after all of them every row is what the log says of it, although no act reads the clock at one instant', async () => {
  const answer = await bench.ask('GET', `${commune}/audit/verification`, { as: as['mai']! });
  const { contradicted, ...rest } = answer.json<{ readonly contradicted: readonly { readonly kind: string }[] }>();
  expect(rest).toMatchObject({ fault: null, unbacked: [] });
  // What was heard, the stage has put there by itself.
  expect(contradicted.filter(({ kind }) => kind !== 'playback')).toEqual([]);
});

/** Each look at the clock is a millisecond after the one before, as it is in a server that does much else. */
function runsOn(clock: typeof bench.clock): void {
  const still = clock.now.bind(clock);
  let looks = 0;
  jest.spyOn(clock, 'now').mockImplementation(() => still() + (looks += 1));
}

/** The described routes that change something, with the reason for which keys are ignored there. */
function mutatingRoutes(): readonly { readonly operation: string; readonly excuse: string | undefined }[] {
  const handlers = API_CONTROLLERS.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).map((name) => (prototype as Record<string, object>)[name]!),
  );
  return handlers
    .filter((handler) => CHANGING.has(Reflect.getMetadata('method', handler) as RequestMethod))
    .map((handler) => ({
      operation:
        (Reflect.getMetadata('swagger/apiOperation', handler) as { operationId?: string } | undefined)?.operationId ??
        '',
      excuse: Reflect.getMetadata(Unkeyed.KEY, handler) as string | undefined,
    }))
    .filter(({ operation }) => operation !== '');
}

const CHANGING: ReadonlySet<RequestMethod> = new Set([
  RequestMethod.POST,
  RequestMethod.PUT,
  RequestMethod.PATCH,
  RequestMethod.DELETE,
]);
