// One of everything that an address can name, for each side of the walls: meant for the visitor's own village, for the village beside it, for the
// whole commune, and of another commune.
import { sha256Of, type Stores } from '#application';
import { HOUR_MS, type Instant, type Role } from '#domain';
import type { ApiBench } from '../api-bench';
import { aBooking, aComplaint, aConfirmation, aDevice, aGrant, anAiring, anAnnouncement, aPerson } from '../factories';
import { aPlayback, aRecording, aRendition, aRetraction, aRundown, aSpecialDay, aStopOrder, aZone } from '../factories';
import { aController, aSlot, aVillage } from '../factories';
import { insertTold } from '../told-booking';
import { makeSelfTest, makeToday } from './today';

/** Where something stands, as seen by somebody of a village. `gone`: it was of the own village, and was taken down. */
export type Side = 'own' | 'sibling' | 'whole' | 'foreign' | 'unknown' | 'gone';
type RealSide = Exclude<Side, 'unknown' | 'gone'>;

/** What an address or a field names. */
export type Kind = string;

/** Ids by side and kind. What nobody has is made up. */
export type Things = (side: Side, kind: Kind) => string;

interface Place {
  readonly side: RealSide;
  readonly communeId: string;
  readonly villageIds: readonly string[];
  readonly zoneIds: readonly string[];
  readonly controllerIds: readonly string[];
}

/** Kinds by which an address lets somebody in. */
const SECRET: ReadonlySet<Kind> = new Set(['token', 'approval-token']);

/** Secrets in addresses are as long as real ones. */
const secretOf = (text: string): string => text.padEnd(43, '_');

/** By which the box of a side comes in. */
export const credentialOf = (side: Side): string => `credential of ${side}`;

/** Puts everything into the communes of the bench. */
export async function makeThings(bench: ApiBench): Promise<Things> {
  const { home, foreign, unitOfWork, clock } = bench;
  const now = clock.now();
  const homePlaces = await placesOf(bench, home.commune.id);
  const foreignPlaces = await placesOf(bench, foreign.commune.id);
  const [first, second] = [homePlaces[0]!, homePlaces[1]!];
  const whole = { ...together(homePlaces), side: 'whole' as const };
  const places: readonly Place[] = [
    { ...first, side: 'own' },
    { ...second, side: 'sibling' },
    whole,
    { ...together(foreignPlaces), side: 'foreign' },
  ];
  const sounds = new Map<string, string>();
  for (const { side } of places) sounds.set(side, (await bench.keep(Buffer.from(`bản phát ${side}`))).sha256);
  await unitOfWork.run(async (stores) => {
    for (const place of places) await makeFor(stores, place, sounds.get(place.side)!, now);
    await makeGone(stores, first, now);
  });
  const ids = new Map<string, string>();
  for (const { side, communeId, villageIds, zoneIds, controllerIds } of places) {
    const [village, zone, controller] = [villageIds[0]!, zoneIds[0]!, controllerIds[0]!];
    const given = { commune: communeId, village, zone, controller, pole: controller, sound: sounds.get(side)! };
    for (const [kind, id] of Object.entries(given)) ids.set(`${side} ${kind}`, id);
  }
  for (const { id, publicCode } of [...home.controllers, ...foreign.controllers]) {
    for (const { side, controllerIds } of places) if (controllerIds[0] === id) ids.set(`${side} label`, publicCode);
  }
  ids.set('gone commune', home.commune.id);
  ids.set('unknown sound', sha256Of('unknown'));
  return (side, kind) => {
    const made = ids.get(`${side} ${kind}`);
    if (made !== undefined) return made;
    return SECRET.has(kind) ? secretOf(`${side}-${kind}`) : `${side}-${kind === 'pole' ? 'controller' : kind}`;
  };
}

/** The places of each village. */
async function placesOf({ unitOfWork }: ApiBench, communeId: string): Promise<readonly Omit<Place, 'side'>[]> {
  const { places } = unitOfWork.read;
  const [villages, zones, controllers] = await Promise.all([
    places.villages(communeId),
    places.zones(communeId),
    places.controllers(communeId),
  ]);
  const inOrder = [...villages].sort((a, b) => b.name.localeCompare(a.name));
  return inOrder.map(({ id }) => {
    const zoneIds = zones.filter(({ villageId }) => villageId === id).map((zone) => zone.id);
    const own = controllers.filter(({ zoneId }) => zoneIds.includes(zoneId)).map((controller) => controller.id);
    return { communeId, villageIds: [id], zoneIds, controllerIds: own };
  });
}

function together(places: readonly Omit<Place, 'side'>[]): Omit<Place, 'side'> {
  return {
    communeId: places[0]!.communeId,
    villageIds: places.flatMap(({ villageIds }) => villageIds),
    zoneIds: places.flatMap(({ zoneIds }) => zoneIds),
    controllerIds: places.flatMap(({ controllerIds }) => controllerIds),
  };
}

async function makeFor(stores: Stores, place: Place, sha256: string, now: Instant): Promise<void> {
  const { side, communeId, zoneIds, controllerIds, villageIds } = place;
  const [zoneId, controllerId, villageId] = [zoneIds[0]!, controllerIds[0]!, villageIds[0]!];
  const id = (kind: Kind) => `${side}-${kind}`;
  const made = { communeId, createdBy: id('maker'), createdAt: now };
  const { people, recordings, announcements, air, places } = stores;
  for (const kind of Object.keys(ROLE_OF)) {
    await people.insertPerson(aPerson({ id: id(kind), communeId, name: id(kind), login: id(kind), createdAt: now }));
    const villageOf = kind === 'maker' || kind === 'approver' ? null : villageId;
    const role = ROLE_OF[kind]!;
    const grant = { communeId, personId: id(kind), role, villageId: villageOf };
    await people.insertGrant(aGrant({ ...grant, id: kind === 'person' ? id('grant') : id(`grant-${kind}`) }));
  }
  const sound = { sha256, bytes: 20, durationMs: 60_000 };
  const rendition = aRendition(sound);
  const state = { state: 'ready', progress: 1, original: rendition.measure, rendition } as const;
  await recordings.insert(
    aRecording({ ...sound, ...state, id: id('recording'), communeId, uploadedBy: id('maker'), receivedAt: now }),
  );
  const shape = { durationMs: 60_000, peaks: [0, 50, 100] };
  await recordings.putShape({ recordingId: id('recording'), original: shape, rendition: shape });
  const versions = [{ language: 'vi', recordingId: id('recording'), script: 'Kính mời bà con' }];
  const written = { ...made, title: `Tin ${side}`, versions, editors: [id('maker')], state: 'submitted' } as const;
  await announcements.insert(anAnnouncement({ ...written, id: id('announcement') }));
  const approval = {
    state: 'approved',
    approvedBy: id('other'),
    approvedAt: now,
    approvedDigest: 'd'.repeat(64),
  } as const;
  const booked = { ...made, announcementId: id('announcement'), zoneIds, controllerIds };
  const withdrawn = { ...booked, announcementId: id('withdrawn') };
  const on = { start: { kind: 'exact', at: '17:30' }, recurrence: { kind: 'once', date: '2026-11-28' } } as const;
  await insertTold(stores, aBooking({ ...booked, ...on, ...approval, id: id('booking') }));

  const startsAt = now - 15 * HOUR_MS;
  const on22 = { communeId, villageId, zoneId, slotKey: 'chiều', slotName: 'Chiều', localDate: '2026-11-22', startsAt };
  await air.putRundowns([aRundown({ ...on22, id: id('rundown') })]);
  const aired = { communeId, zoneId, rundownId: id('rundown'), bookingId: id('booking'), startsAt, sounds: [sound] };
  const ofAiring = { announcementId: id('announcement'), title: `Tin ${side}`, controllerIds };
  await air.putAirings([anAiring({ ...aired, ...ofAiring, id: id('airing') })]);
  const played = { state: 'played', startedAt: startsAt, playedMs: 60_000, deadlineAt: now + HOUR_MS } as const;
  const of = { communeId, airingId: id('airing'), rundownId: id('rundown'), controllerId };
  await air.putPlaybacks([aPlayback({ ...of, ...played, id: id('playback') })]);
  const stopped = { communeId, zoneIds, orderedBy: id('maker'), from: now - 1, until: now + HOUR_MS };
  await air.insertStop(aStopOrder({ ...stopped, id: id('stop'), zoneIds: side === 'whole' ? null : zoneIds }));
  const said = { communeId, villageId, slotKey: 'chiều', localDate: '2026-11-22', personId: id('other'), at: now };
  await air.putConfirmation(aConfirmation({ ...said, id: id('confirmation'), note: id('note') }));
  await announcements.insert(anAnnouncement({ ...written, id: id('withdrawn') }));
  await insertTold(stores, aBooking({ ...withdrawn, ...on, ...approval, id: id('booking-2') }));
  const retracted = { communeId, announcementId: id('withdrawn'), orderedBy: id('maker'), orderedAt: now };
  await air.insertRetraction(aRetraction({ ...retracted, id: id('retraction') }));
  const sounding = { side, communeId, villageId, zoneIds, controllerIds, sound };
  await makeToday(stores, sounding, anAnnouncement({ ...written, id: id('announcement') }), now);
  if (side === 'whole') await makeSelfTest(stores, place, now);
  await stores.complaints.insert(aComplaint({ id: id('complaint'), communeId, controllerId, at: now }));
  await places.putSpecialDay(aSpecialDay({ id: id('special-day'), communeId, date: dateOf(side) }));
  if (side === 'own' || side === 'foreign') {
    await places.insertSlot(aSlot({ id: id('slot'), communeId, name: 'Trưa', from: '11:00', to: '11:30' }));
  }
  const box = { id: id('device'), communeId, controllerId: controllerIds.at(-1)!, enrolledAt: now };
  if (side === 'own' || side === 'foreign') {
    await stores.devices.insertDevice(aDevice({ ...box, credentialHash: sha256Of(credentialOf(side)) }));
  }
  await makeWarnings(stores, place, sound, now);
  await makeWaysIn(stores, place, now);
}

/** Who made things, whose ways in are named, and who else is there. */
const ROLE_OF: Readonly<Record<string, Role>> = {
  maker: 'operator',
  person: 'village_head',
  other: 'recorder',
  approver: 'leader',
};

const dateOf = (side: RealSide) => `2027-02-0${1 + ['own', 'sibling', 'whole', 'foreign'].indexOf(side)}`;

async function makeWarnings(
  { emergencies, reviews, drills, events }: Stores,
  { side, communeId, zoneIds, controllerIds, villageIds }: Place,
  sound: { readonly sha256: string; readonly bytes: number; readonly durationMs: number },
  now: Instant,
): Promise<void> {
  const id = (kind: Kind) => `${side}-${kind}`;
  const what = { communeId, announcementId: id('announcement'), title: `Tin ${side}`, zoneIds, controllerIds };
  const zones = zoneIds.map((zoneId) => ({ zoneId, controllerIds }));
  const ends = { endedAt: null, endedBy: null, endedZones: [], allClearAnnouncementId: null, allClearOf: null };
  await emergencies.insert({
    ...what,
    ...ends,
    id: id('emergency'),
    digest: 'd'.repeat(64),
    plays: [{ durationMs: 60_000, sounds: [sound], zones }],
    everyMs: 90_000,
    basis: 'two-people',
    reason: 'mưa lớn',
    requestedBy: id('maker'),
    requestedAt: now,
    confirmedBy: null,
    confirmedAt: null,
    startsAt: null,
    endsAt: now + HOUR_MS,
    state: 'requested',
  });
  const template = { communeId, name: `Lũ ${side}`, announcementId: id('announcement'), allClearAnnouncementId: null };
  await emergencies.putTemplate({ ...template, id: id('emergency-template'), villageIds, revision: 1 });
  const { communeId: _communeId, ...said } = { ...template, villageIds };
  const prepared = { communeId, at: now, actor: id('maker'), subjectId: id('emergency-template'), details: said };
  await events.append({ ...prepared, kind: 'emergency-template.set' });
  const open = { dueBy: now + HOUR_MS, signedBy: null, signedAt: null, verdict: null, note: '' };
  const about = { subject: 'emergency', subjectId: id('emergency'), actedBy: id('maker') } as const;
  await reviews.insert({ communeId, ...about, ...open, id: id('review') });
  const hour = { startsAt: now + HOUR_MS, expiresAt: now + HOUR_MS, endsAt: now + 2 * HOUR_MS };
  const ordered = { reason: 'diễn tập', orderedBy: id('maker'), orderedAt: now, state: 'planned' } as const;
  await drills.insert({ ...what, ...hour, ...ordered, id: id('drill') });
}

/** By which people come in, and what is kept for one of them. */
async function makeWaysIn(
  { people, links, notices, uploads }: Stores,
  { side, communeId }: Place,
  now: Instant,
): Promise<void> {
  const id = (kind: Kind) => `${side}-${kind}`;
  const personId = id('person');
  const span = { createdAt: now, expiresAt: now + 24 * HOUR_MS };
  const token = { ...span, personId, name: 'máy', secretHash: sha256Of(id('api-token')), lastUsedAt: null };
  await people.insertToken({ ...token, id: id('api-token'), sessionAt: now, trusted: false, readsOnly: false });
  const handed = { communeId, fromPersonId: id('maker'), toPersonId: id('other'), from: now, until: now + HOUR_MS };
  await people.insertDelegation({ ...handed, id: id('delegation'), revokedAt: null });
  const unused = { usedAt: null, revokedAt: null, wrongTries: 0 };
  const issued = { communeId, personId, issuedBy: id('maker'), issuedAt: now, expiresAt: now + 24 * HOUR_MS };
  const village = { ...issued, ...unused, id: id('link'), purpose: 'village', subjectId: null } as const;
  await links.insert({ ...village, tokenHash: sha256Of(secretOf(id('token'))) });
  if (side === 'own') {
    const revoked = { id: 'gone-link', revokedAt: now, tokenHash: sha256Of(secretOf('gone-token')) };
    await links.insert({ ...village, ...revoked });
    const approve = { purpose: 'approve', subjectId: id('booking'), personId: id('approver') } as const;
    await links.insert({
      ...village,
      ...approve,
      id: 'own-link-2',
      tokenHash: sha256Of(secretOf('own-approval-token')),
    });
    const dead = { id: 'gone-link-2', revokedAt: now, tokenHash: sha256Of(secretOf('gone-approval-token')) };
    await links.insert({ ...village, ...approve, ...dead });
  }
  const news = { communeId, personId, kind: 'booking-declined', subjectId: id('booking') } as const;
  await notices.insert({ ...news, id: id('notice'), values: { title: 'Họp dân' }, at: now, readAt: null });
  const parcel = { fileName: 'a.m4a', draftId: id('draft'), sha256: null, trim: null };
  await uploads.insert({
    id: id('upload'),
    communeId,
    personId,
    bytes: 5,
    parcel,
    createdAt: now,
    recordingId: null,
  });
}

/** What was taken down keeps its row. */
async function makeGone(stores: Stores, { communeId, villageIds, zoneIds }: Omit<Place, 'side'>, now: Instant) {
  const gone = { communeId, retiredAt: now };
  const [villageId, zoneId] = [villageIds[0]!, zoneIds[0]!];
  const { places } = stores;
  await places.insertVillage(aVillage({ ...gone, id: 'gone-village', name: 'Bản cũ' }));
  await places.insertZone(aZone({ ...gone, id: 'gone-zone', villageId, name: 'Cụm cũ' }));
  await places.insertController(
    aController({ ...gone, id: 'gone-controller', zoneId, name: 'Loa cũ', publicCode: 'gone-label' }),
  );
  await places.insertSlot(aSlot({ ...gone, id: 'gone-slot', name: 'Khung cũ', from: '12:00', to: '12:30' }));
  const box = { communeId, controllerId: 'gone-controller', enrolledAt: now, retiredAt: now };
  await stores.devices.insertDevice(
    aDevice({ ...box, id: 'gone-device', credentialHash: sha256Of(credentialOf('gone')) }),
  );
}
