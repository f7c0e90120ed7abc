// A handful of rows in every table, written through the stores as the program itself writes them, with a sealed event log: for a database that is
// kept to see whether later versions still open it. A new table gets a row here.
import { foundCommuneKeys, signAuditHead, type Stores, type UnitOfWork } from '#application';
import { generateKeys, privateKeyOf } from '#protocol';
import { aBooking, aCommune, aComplaint, aConfirmation, aController, aGrant } from './factories';
import { anAiring, anAnnouncement, anApproval, aPerson, aPlayback } from './factories';
import { aRecording, aRendition, aRetraction, aRundown, aSlot, aSpecialDay, aStopOrder } from './factories';
import { aTroubleSettlement, aVillage, aZone, NOON } from './factories';
import { poles, warnings, wires } from './rows-of-poles';

const own = { communeId: 'commune-1' };

/** Fills a migrated database that is still empty. */
export async function fillEveryTable(unitOfWork: UnitOfWork): Promise<void> {
  for (const rows of [placesAndPeople, sounds, onAir, warnings, poles, wires]) await unitOfWork.run(rows);
  await unitOfWork.run(async ({ events, installation }) => {
    const event = { ...own, at: NOON, actor: 'person-1' };
    const details = { title: 'Họp dân “gấp”' };
    await events.append({ ...event, kind: 'announcement.created', subjectId: 'announcement-1', details });
    await events.append({
      ...event,
      kind: 'announcement.edited',
      subjectId: 'announcement-1',
      details: { before: { title: 'Họp dân' }, after: details },
    });
    await events.append({
      ...event,
      kind: 'stop.ordered',
      subjectId: 'stop-1',
      details: { reason: 'đọc nhầm', until: NOON + 3_600_000, zoneIds: null },
    });
    // As it was signed while the installation had no key of its own for it.
    const { chainNumber, hash } = await events.chainHead('commune-1');
    const { keyId, privateKeyPem } = (await installation.communeKey('commune-1'))!;
    const key = { keyId, privateKey: privateKeyOf(privateKeyPem) };
    const { privateKeyPem: nextPem, publicKey } = generateKeys();
    await installation.insertKeyChange({
      ...{ communeId: 'commune-1', serial: 1, keyId: 'key-2', privateKeyPem: nextPem, publicKey, createdAt: NOON },
      ...{ issuedAt: NOON, oldUntil: NOON + 1, revoked: false, envelope: Buffer.from('{}'), nextKeyDigest: 'd' },
    });
    await installation.putHeldKey({ deviceId: 'device-1', communeId: 'commune-1', keyId: 'key-2' });
    await installation.putDiskReading('2026-03-01', { at: NOON, freeBytes: 9_000_000_000 }, 0);
    await events.insertSeal(signAuditHead({ ...own, chainNumber, hash, sealedAt: NOON }, key));
    await events.append({ ...own, at: NOON + 1, kind: 'stop.lifted', actor: 'person-2', subjectId: 'stop-1' }, [
      'zone-1',
    ]);
  });
}

async function placesAndPeople(stores: Stores): Promise<void> {
  const { places, people, links, notices } = stores;
  await foundCommuneKeys(stores, 'commune-1', NOON);
  await places.insertCommune(aCommune());
  await places.insertVillage(aVillage({ quietHours: [{ from: '20:00', to: '05:00' }], people: 480 }));
  await places.insertVillage(aVillage({ id: 'village-2', name: 'Nà Khoang', retiredAt: NOON }));
  await places.insertZone(aZone());
  await places.insertController(aController({ position: { x: 0.25, y: 0.5 } }));
  await places.insertSlot(aSlot());
  await places.putSpecialDay(aSpecialDay());
  await people.insertPerson(aPerson({ passwordHash: '$argon2id$hash', lastActiveAt: NOON }));
  await people.insertPerson(
    aPerson({ id: 'person-2', name: 'Quàng Văn Chủ', pinHash: '$argon2id$pin', pinShownTo: 'person-1' }),
  );
  await people.insertGrant(aGrant({ role: 'village_head', villageId: 'village-1' }));
  const span = { createdAt: NOON, expiresAt: NOON + 3_600_000 };
  const session = { personId: 'person-1', strength: 'password', linkId: null, provenAt: NOON } as const;
  await people.insertSession({ ...span, ...session, secretHash: 's1' });
  await people.insertToken({
    ...span,
    id: 'token-1',
    personId: 'person-1',
    name: 'máy bàn',
    secretHash: 't1',
    trusted: true,
    readsOnly: false,
    lastUsedAt: null,
    sessionAt: NOON,
  });
  const made = { issuedBy: 'person-1', worksFrom: NOON };
  await people.insertSignInCode({ ...made, codeHash: 'c1', personId: 'person-2', expiresAt: NOON, usedAt: null });
  await people.putFailedTry({ key: 'f1', tries: 3, lastAt: NOON, waitUntil: NOON });
  await people.putKnownDevice({ secretHash: 'd1', personId: 'person-1', knownSince: NOON });
  await people.putSecondFactor({ personId: 'person-1', sealedSecret: 'sealed', confirmedAt: NOON, lastStep: 7 });
  await people.replaceRecoveryCodes('person-1', ['r1']);
  await people.insertSignInStep({ secretHash: 'i1', personId: 'person-1', expiresAt: NOON });
  await people.insertDelegation({
    ...own,
    id: 'delegation-1',
    fromPersonId: 'person-1',
    toPersonId: 'person-2',
    from: NOON,
    until: NOON + 1,
    revokedAt: null,
  });
  await links.insert({
    ...own,
    id: 'link-1',
    personId: 'person-2',
    purpose: 'village',
    subjectId: null,
    tokenHash: 'l1',
    issuedBy: 'person-1',
    issuedAt: NOON,
    expiresAt: NOON + 1,
    usedAt: null,
    revokedAt: null,
    wrongTries: 2,
  });
  await notices.insert({
    ...own,
    id: 'notice-1',
    personId: 'person-2',
    kind: 'booking-declined',
    subjectId: 'booking-1',
    values: { title: 'Họp dân' },
    at: NOON,
    readAt: null,
  });
}

async function sounds({ recordings, uploads, announcements, bookings }: Stores): Promise<void> {
  const trim = { fromMs: 500, toMs: 60_500 };
  await recordings.insert(
    aRecording({ state: 'ready', progress: 1, draftId: 'draft-1', trim, rendition: aRendition() }),
  );
  const shape = { durationMs: 60_000, peaks: [0, 0.5, 1] };
  await recordings.putShape({ recordingId: 'recording-1', original: shape, rendition: shape });
  const parcel = { fileName: 'họp.m4a', draftId: 'draft-2', sha256: null, trim: null };
  await uploads.insert({
    ...own,
    id: 'upload-1',
    personId: 'person-1',
    bytes: 5_000_000_000,
    parcel,
    createdAt: NOON,
    recordingId: null,
  });
  await announcements.insert(anAnnouncement());
  await bookings.insert(aBooking({ approvedBy: 'person-2', approvedAt: NOON, approvedDigest: 'd', state: 'approved' }));
  await bookings.insertApproval(anApproval());
  await bookings.insertEscalation({ ...own, subjectId: 'booking-1', step: 'day-before', since: NOON, at: NOON });
}

async function onAir({ air, complaints }: Stores): Promise<void> {
  await air.putRundowns([aRundown()]);
  await air.putAirings([
    anAiring(),
    anAiring({ id: 'airing-2', kind: 'opening', bookingId: null, state: 'dropped', reason: 'stopped' }),
  ]);
  await air.putPlaybacks([
    aPlayback(),
    aPlayback({ id: 'playback-2', state: 'cancelled', cancelledAt: NOON, playedAfterCancel: true }),
  ]);
  await air.insertStop(aStopOrder({ zoneIds: ['zone-1'], sparesEmergency: true }));
  await air.putConfirmation(aConfirmation());
  await air.putConfirmation(
    aConfirmation({ id: 'confirmation-2', airingId: 'airing-1', answer: 'not_heard', note: 'rè' }),
  );
  await air.insertSettlement(aTroubleSettlement());
  await air.insertRetraction(aRetraction());
  await air.wantPlan('commune-1');
  await air.putPlanFailures('commune-1', [
    {
      ...own,
      part: 'zone',
      subjectId: 'zone-1',
      reason: 'Error: x',
      since: NOON,
      lastAt: NOON,
      times: 3,
      toldAt: null,
    },
  ]);
  await complaints.insert(aComplaint());
}
