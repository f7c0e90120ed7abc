// Rows of the tables in the hands of somebody who leaves the log alone: what was changed, taken away or put in is not what the log says, whatever
// kind of row it is.
import { AuditSealing, Delegations, verifyAudit } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { withAuditTrail } from '#persistence';
import { DeskWorld } from '../support/desk-world';
import { aDevice } from '../support/factories';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';

const DELETED = '';

let world: DeskWorld;
let plain: PlainConnection;

const verdict = async () =>
  (await withAuditTrail(world.database.path, (trail) => verifyAudit(trail, { keys: [], kept: undefined })))[0]!;

beforeAll(async () => {
  world = await DeskWorld.open();
  const { communeId, database } = world;
  const [mai, toan, inh] = [world.person('mai'), world.person('toan'), world.person('inh')];
  const own = world.villageId('Nà Khoang');
  const warning = await world.announcement('Lũ quét', 30_000, 'emergency');
  await world.announcements.approve(toan, warning.id, warning.digest!);
  const template = { name: 'Lũ', announcementId: warning.id, allClearAnnouncementId: null, villageIds: [own] };
  await world.emergencyTemplates.create(mai, communeId, template);
  const series = await world.onAir(await world.announcement('Thời sự'), {
    recurrence: { kind: 'daily', from: '2026-11-21', until: '2026-11-30' },
  });
  await world.bookings.cancelDay(toan, series.id, '2026-11-23', 'nghỉ');
  await world.series.amend(
    mai,
    series.id,
    (await world.bookings.booking(mai, series.id)).revision,
    { kind: 'following', date: '2026-11-25' },
    { start: { kind: 'exact', at: '17:20:00' } },
  );
  await world.onAir(await world.announcement('Họp bản'), { start: { kind: 'exact', at: '17:30:00' } });
  await world.villageNotices.air(inh, own, {
    ...{ recordingId: (await world.announcement('Mất trâu')).versions[0]!.recordingId, language: 'vi' },
    ...{ title: 'Mất trâu', script: 'Mất trâu' },
  });
  await world.work();
  const asked = { announcementId: warning.id, villageIds: [own], minutes: 2, reason: 'lũ về' };
  const { id } = await world.emergencies.request(mai, communeId, asked);
  await world.emergencies.confirm(toan, id);
  await world.work();
  world.clock.pass(3 * HOUR_MS);
  await world.planner.plan(communeId);
  await world.stops.stop(mai, communeId, { zoneIds: [], villageIds: [own], minutes: 30, reason: 'tang lễ' });
  const now = world.clock.now();
  await database.unitOfWork.run(async ({ air, events }) => {
    const slot = { villageId: own, slotKey: 'chiều', localDate: '2026-11-21' };
    const said = { ...slot, airingId: null, since: 0, answer: 'heard', note: 'nghe rõ' } as const;
    await air.putConfirmation({ ...said, id: 'word', communeId, personId: inh.personId, at: now });
    const event = { communeId, at: now, actor: inh.personId, subjectId: 'rundown', details: said };
    await events.append({ ...event, kind: 'rundown.confirmed' });
  });
  await world.get(Delegations).handOver(toan, communeId, { toPersonId: mai.personId, from: now, until: now + HOUR_MS });
  await oneIsPlayed();
  plain = await openPlain(database.path);
  await plain.all('PRAGMA foreign_keys = OFF');
  for (const name of ['approvals_are_only_voided', 'approvals_are_never_deleted']) {
    await plain.all(`DROP TRIGGER ${name}`);
  }
});
afterAll(async () => {
  await plain.close();
  await world.close();
});

/** A box is hung up and says of one of its playbacks that it was played. */
async function oneIsPlayed(): Promise<void> {
  const { communeId, database } = world;
  await database.unitOfWork.run(async ({ air, delivery, devices, events }) => {
    const now = world.clock.now();
    const [airing] = (await air.airingsOfZone(world.zones[0]!.id, 0, now)).filter(({ state }) => state === 'planned');
    const [playback] = await air.playbacksOfAirings([airing!.id]);
    const { id, controllerId, airingId } = playback!;
    const device = aDevice({ id: 'box', communeId, controllerId });
    await devices.insertDevice(device);
    const by = { communeId, at: now, actor: 'device:box' };
    const hung = { deviceId: 'box', replaces: null };
    await events.append({ ...by, subjectId: controllerId, kind: 'device.enrolled', details: hung });
    const heard = { startedAt: airing!.startsAt, playedMs: 10_000 };
    const journal = { deviceId: 'box', deviceEpoch: 'first' };
    const sound = { communeId, deviceAt: now, receivedAt: now };
    await delivery.insertReceipts([
      { ...journal, ...sound, sequence: 1, kind: 'ready', playbackId: null, body: { playbackIds: [id] } },
      { ...journal, ...sound, sequence: 2, kind: 'played', playbackId: id, body: heard },
    ] as never);
    await delivery.putEvidenceMarks([{ ...journal, sequence: 2 }]);
    await air.putOutcomes([{ ...playback!, ...heard, state: 'played', reason: null }]);
    const changes = [{ state: 'played', reason: null, airingIds: [airingId], controllerIds: [controllerId] }] as const;
    const details = { changes, deviceIds: ['box'] };
    await events.append({ ...by, subjectId: communeId, kind: 'playback.changed', details });
  });
}

it('finds nothing where nobody was', async () => {
  expect(await verdict()).toMatchObject({ fault: null, unbacked: [], contradicted: [] });
});

/** A table, what is done to the one row of it that the second names, and what is found. */
const HANDS: readonly (readonly [string, string, string, string])[] = [
  ['confirmations', 'id = "word"', `"note" = 'không nghe'`, 'confirmation otherwise note'],
  ['confirmations', 'id = "word"', `"answer" = 'not_heard'`, 'confirmation otherwise answer'],
  ['confirmations', 'id = "word"', DELETED, 'confirmation missing'],
  ['bookings', `purpose = 'village_notice'`, '"soonestAt" = "soonestAt" + 60000', 'booking otherwise soonestAt'],
  [
    'bookings',
    `state = 'approved' AND purpose = 'routine'`,
    `"start" = '{"kind":"soonest"}'`,
    'booking otherwise start approvedDigest',
  ],
  [
    'bookings',
    `state = 'approved' AND cancelledDates LIKE '%2026%'`,
    `"cancelledDates" = '[]'`,
    'booking otherwise cancelledDates',
  ],
  ['bookings', `state = 'proposed'`, `"state" = 'approved'`, 'booking otherwise state'],
  ['bookings', `purpose = 'village_notice'`, DELETED, 'booking missing'],
  ['announcements', `title = 'Thời sự'`, `"title" = 'Bán đất'`, 'announcement otherwise title digest'],
  ['announcements', `title = 'Thời sự'`, DELETED, 'announcement missing'],
  ['recordings', `fileName = 'Lũ quét.m4a'`, `"sha256" = 'other'`, 'recording otherwise sha256'],
  ['emergencies', `state = 'run_out'`, `"plays" = '[]'`, 'emergency otherwise playsSha256'],
  ['emergencies', `state = 'run_out'`, `"zoneIds" = '[]'`, 'emergency otherwise placesSha256 zoneIds'],
  ['emergencies', `state = 'run_out'`, `"state" = 'on_air'`, 'emergency otherwise state'],
  ['emergency_templates', 'true', `"villageIds" = '[]'`, 'emergency-template otherwise villageIds'],
  ['emergency_templates', 'true', DELETED, 'emergency-template missing'],
  ['stop_orders', 'true', '"until" = "until" - 1', 'stop otherwise until'],
  ['stop_orders', 'true', DELETED, 'stop missing'],
  ['approvals', `subject = 'booking' AND voidedAt IS NULL`, '"voidedAt" = 1', 'approval otherwise voidedAt'],
  ['approvals', `basis = 'narrowed'`, DELETED, 'approval missing'],
  ['approvals', 'voidedAt IS NOT NULL', '"voidedAt" = NULL', 'approval otherwise voidedAt'],
  ['grants', `role = 'recorder'`, `"role" = 'leader'`, 'grant unknown'],
  ['grants', `role = 'village_head'`, DELETED, 'grant missing'],
  ['people', `login = 'mai'`, '"blockedAt" = 1', 'person otherwise blockedAt'],
  ['delegations', 'true', '"until" = "until" + 1', 'delegation otherwise until'],
  ['delegations', 'true', DELETED, 'delegation missing'],
  ['devices', `id = 'box'`, `"controllerId" = 'other'`, 'device otherwise controllerId'],
  ['playbacks', `state = 'played'`, `"state" = 'missed'`, 'playback otherwise cameTo'],
  ['playbacks', `state = 'played'`, '"playedMs" = 20000', 'playback otherwise receipt'],
  ['playbacks', `state = 'planned'`, `"state" = 'played'`, 'playback otherwise cameTo'],
  ['playbacks', `state = 'played'`, DELETED, 'playback missing'],
  ['receipts', `kind = 'played'`, DELETED, 'playback otherwise receipt'],
  ['receipts', `kind = 'ready'`, DELETED, 'journal otherwise missing'],
  ['controllers', 'true', '"volumePercent" = 5', 'controller otherwise volumePercent'],
  ['slots', 'true', `"from" = '03:00'`, 'slot otherwise from'],
  ['villages', 'true', '"households" = 1', 'village otherwise households'],
  ['communes', 'true', `"rules" = replace("rules", 'maxDayMs', 'most')`, 'commune otherwise rules'],
  ['communes', 'true', `"quietHours" = '[]'`, 'commune otherwise quietHours'],
  ['reviews', 'true', `"verdict" = 'justified', "signedBy" = 'toan'`, 'review otherwise signedBy'],
];

it.each(HANDS)('finds it in %s where %s: %s', async (table, which, change, expected) => {
  const where = `WHERE rowid = (SELECT rowid FROM ${table} WHERE ${which.replace(/"/g, `'`)} LIMIT 1)`;
  await plain.all(`CREATE TEMP TABLE before AS SELECT * FROM ${table} ${where}`);
  const [row] = await plain.all<{ rowid: number }>(`SELECT rowid FROM ${table} ${where}`);
  try {
    await plain.all(change === DELETED ? `DELETE FROM ${table} ${where}` : `UPDATE ${table} SET ${change} ${where}`);
    const found = (await verdict()).contradicted.map(({ kind, fault, fields }) => [kind, fault, ...fields].join(' '));
    expect(found).toContainEqual(expect.stringMatching(`^${expected}`));
  } finally {
    await plain.all(`DELETE FROM ${table} WHERE rowid = ?`, row!.rowid);
    await plain.all(`INSERT INTO ${table} SELECT * FROM before`);
    await plain.all('DROP TABLE before');
  }
});

it('finds a row that nobody made', async () => {
  await plain.all(`INSERT INTO stop_orders SELECT 'forged', "communeId", "zoneIds", "reason", "orderedBy", "from", "until", "liftedAt", "sparesEmergency"
    FROM stop_orders LIMIT 1`);
  expect((await verdict()).contradicted).toEqual([{ kind: 'stop', id: 'forged', fault: 'unknown', fields: [] }]);
  await plain.all(`DELETE FROM stop_orders WHERE "id" = 'forged'`);
});

it('a server that ends in order keeps the newest head outside', async () => {
  const sealing = world.get(AuditSealing);
  const head = () => world.outsideHeads.kept!.heads[0]!.chainNumber;
  world.clock.pass(10 * MINUTE_MS);
  await sealing.keepOutside();
  const before = head();
  await world.database.unitOfWork.run(({ events }) =>
    events.append({ communeId: world.communeId, at: 1, kind: 'device.online', actor: 'system', subjectId: 'd' }),
  );
  await sealing.keepOutside();
  expect(head()).toBe(before);
  await sealing.onApplicationShutdown();
  expect(head()).toBe(before + 1);
});
