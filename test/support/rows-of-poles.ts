// The rows of `rows-of-every-table.ts` that are about poles: what they are warned and tested with, how they are doing, and what goes over the wire.
import type { Stores } from '#application';
import { aDevice, anEnrolmentCode, aReceipt, NOON } from './factories';

const own = { communeId: 'commune-1' };
const SOUND = { sha256: 'b'.repeat(64), bytes: 240_000, durationMs: 60_000 };
const ENVELOPE = new Uint8Array([0, 255, 7, 128]);

export async function warnings({ emergencies, reviews, drills, selfTests }: Stores): Promise<void> {
  const what = {
    ...own,
    announcementId: 'announcement-1',
    title: 'Lũ quét',
    zoneIds: ['zone-1'],
    controllerIds: ['controller-1'],
  };
  const plays = [
    { durationMs: 60_000, sounds: [SOUND], zones: [{ zoneId: 'zone-1', controllerIds: ['controller-1'] }] },
  ];
  const ends = { endedAt: null, endedBy: null, endedZones: [], allClearAnnouncementId: null, allClearOf: null };
  await emergencies.insert({
    ...what,
    ...ends,
    id: 'emergency-1',
    digest: 'd',
    plays,
    everyMs: 90_000,
    basis: 'two-people',
    reason: 'mưa lớn',
    requestedBy: 'person-1',
    requestedAt: NOON,
    confirmedBy: 'person-2',
    confirmedAt: NOON,
    startsAt: NOON,
    endsAt: NOON + 1,
    state: 'on_air',
  });
  await emergencies.putTemplate({
    ...own,
    id: 'template-1',
    name: 'Lũ quét',
    announcementId: 'announcement-1',
    allClearAnnouncementId: null,
    villageIds: ['village-1'],
    revision: 1,
  });
  await reviews.insert({
    ...own,
    id: 'review-1',
    subject: 'emergency',
    subjectId: 'emergency-1',
    actedBy: 'person-1',
    dueBy: NOON,
    signedBy: null,
    signedAt: null,
    verdict: null,
    note: '',
  });
  await drills.insert({
    ...what,
    id: 'drill-1',
    startsAt: NOON,
    expiresAt: NOON,
    endsAt: NOON + 1,
    reason: 'diễn tập',
    orderedBy: 'person-1',
    orderedAt: NOON,
    state: 'planned',
  });
  const test = {
    ...own,
    id: 'self-test-1',
    localDate: '2026-03-01',
    orderedBy: null,
    nonce: 'n',
    sound: SOUND,
    startedAt: NOON,
    deadlineAt: NOON,
    endedAt: null,
  };
  await selfTests.insert(test, [
    {
      ...own,
      id: 'result-1',
      testId: 'self-test-1',
      controllerId: 'controller-1',
      state: 'asked',
      findings: null,
      answeredAt: null,
    },
  ]);
}

export async function poles({ devices, poles: reports }: Stores): Promise<void> {
  await devices.insertDevice(aDevice());
  await devices.insertEnrolmentCode(anEnrolmentCode({ issuedBy: 'person-1' }));
  const pole = { ...own, controllerId: 'controller-1' };
  await reports.putPresence([{ ...pole, at: NOON, online: false, toldAt: null }]);
  await reports.putReports([
    {
      ...pole,
      deviceId: 'device-1',
      receivedAt: NOON,
      uncertaintyMs: 12,
      uptimeMs: 8_640_000_000,
      soundsWanted: 4,
      soundsHeld: 3,
      bytesWanted: 5_000_000_000,
      bytesHeld: 4_000_000_000,
      airingId: null,
      volumePercent: 80,
    },
  ]);
  await reports.putMute({ ...pole, until: NOON + 3_600_000, mutedBy: 'person-1', mutedAt: NOON });
}

export async function wires({ delivery, installation }: Stores): Promise<void> {
  const signed = { ...own, version: 3, contentDigest: 'd', envelope: ENVELOPE };
  await delivery.putProgramme({ ...signed, zoneId: 'zone-1', epoch: 1, issuedAt: NOON, leaseUntil: NOON + 1 });
  await delivery.putSettings({ ...signed, controllerId: 'controller-1' });
  await delivery.putEvidenceMarks([{ deviceId: 'device-1', deviceEpoch: 'boot-1', sequence: 1 }]);
  await delivery.insertReceipts([aReceipt()]);
  await installation.setClockOffsetMs(31_622_400_000);
  await installation.insertIntentStep({
    who: 'person-1',
    keyHash: 'k',
    place: 0,
    requestHash: 'h',
    keptAt: NOON,
    outcome: ENVELOPE,
  });
}
