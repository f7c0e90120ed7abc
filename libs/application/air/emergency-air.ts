// What the `plan` job does for emergencies: ends what has run out, and keeps the airings of those on air in the very shape in which the
// devices made them from the order, so that whoever was away hears them from the programme.
import {
  airtimeIn,
  CONFIRM_WITHIN_MS,
  EMERGENCY_LIFECYCLE,
  follow,
  lastSoundOf,
  localDateOf,
  type Airing,
  type Emergency,
  type Instant,
  type PlanFault,
  type Rundown,
  type SoundRef,
  type StopOrder,
  type TimeZone,
  type Village,
  type Zone,
} from '#domain';
import { emergencyEntries, emergencyRundownId } from '#protocol';
import { playsOf } from '../emergencies/emergency-request';
import { emergencyOrderOf } from '../emergencies/emergency-orders';
import { viewOf } from '../announcements/announcement-view';
import { tell, type News } from '../acting/notices';
import { eachPart } from '../planning/plan-failures';
import type { StoreReads, Stores } from '../ports/stores';

/** Ends requests that nobody confirmed in time, and emergencies whose planned end has come. */
export async function settleEmergencies(
  stores: Stores,
  communeId: string,
  now: Instant,
): Promise<readonly PlanFault[]> {
  const late = await eachPart(stores, 'emergency', await stores.emergencies.requested(communeId), async (asked) => {
    const { id, requestedAt, title } = asked;
    if (now - requestedAt <= CONFIRM_WITHIN_MS) return;
    await stores.emergencies.update(id, { state: follow(EMERGENCY_LIFECYCLE, 'requested', 'expire') });
    const event = { communeId, at: now, actor: 'system', subjectId: id, details: { title } };
    await stores.events.append({ ...event, kind: 'emergency.expired' });
  });
  const over = await eachPart(stores, 'emergency', await stores.emergencies.onAir(communeId), async (emergency) => {
    const { id, endsAt, title } = emergency;
    if (endsAt > now) return;
    await stores.emergencies.update(id, { state: follow(EMERGENCY_LIFECYCLE, 'on_air', 'run_out') });
    const event = { communeId, at: now, actor: 'system', subjectId: id, details: { title, ranOut: true } } as const;
    await stores.events.append({ ...event, kind: 'emergency.ended' });
  });
  return [...late, ...over];
}

/**
 * The rundown and the airings that the emergency is in one zone; what does not sound any more is cancelled with its reason. `standing`: the
 * controllers of the commune.
 */
export function emergencyAir(
  emergency: Emergency,
  { id: zoneId, villageId }: Zone,
  stops: readonly StopOrder[],
  timeZone: TimeZone,
  standing: ReadonlySet<string>,
): { readonly rundown: Rundown; readonly airings: readonly Airing[] } | undefined {
  const { id, communeId, announcementId, title, startsAt, endsAt } = emergency;
  if (startsAt === null) return undefined;
  const entries = emergencyEntries(emergencyOrderOf({ ...emergency, startsAt }), zoneId);
  if (entries.length === 0) return undefined;
  const over = airtimeIn(emergency, zoneId)?.to ?? startsAt;
  const silencing = stops.filter(
    (stop) =>
      stop.liftedAt === null && !stop.sparesEmergency && (stop.zoneIds === null || stop.zoneIds.includes(zoneId)),
  );
  const heard = entries.some(({ controllerIds }) => controllerIds.some((controllerId) => standing.has(controllerId)));
  const fateOf = (at: Instant) => {
    if (!heard) return { state: 'cancelled', reason: 'no-poles' } as const;
    if (at >= over) return { state: 'cancelled', reason: 'emergency-over' } as const;
    const stopped = silencing.some((stop) => stop.from <= at && at < stop.until);
    return stopped
      ? ({ state: 'cancelled', reason: 'stopped' } as const)
      : ({ state: 'planned', reason: null } as const);
  };
  const localDate = localDateOf(startsAt, timeZone);
  const slot = { slotKey: `emergency-${id}`, slotName: title, localDate };
  return {
    rundown: { id: emergencyRundownId(id, zoneId), communeId, villageId, zoneId, ...slot, startsAt, endsAt },
    airings: entries.map(({ airingId, messageClass, kind, rundownId, ...entry }) => ({
      id: airingId,
      rundownId,
      communeId,
      zoneId,
      kind,
      restartOf: null,
      bookingId: null,
      announcementId,
      title,
      messageClass,
      startsAt: entry.startsAt,
      durationMs: entry.durationMs,
      lateLimitMs: entry.lateLimitMs,
      sounds: entry.sounds,
      controllerIds: entry.controllerIds,
      // The repeat that was sounding when it ended is silenced by its end too, and no pole that is late may begin one after it.
      ...fateOf(
        (over < endsAt ? lastSoundOf(entry) : entry.startsAt + entry.durationMs) > over ? over : entry.startsAt,
      ),
      reasonValues: {},
    })),
  };
}

/** Which sounds lie ready on every pole of a zone of the village, in the order of their hashes. */
export type StandbySounds = (zone: Zone, village: Village) => readonly SoundRef[];

/** Reads what lies ready in the commune: approved templates with their all-clear, and requests that wait for the second person. */
export async function standbySoundsIn(stores: StoreReads, communeId: string): Promise<StandbySounds> {
  const templates = await stores.emergencies.templates(communeId);
  const ids = templates.flatMap(({ announcementId, allClearAnnouncementId }) => [
    announcementId,
    ...(allClearAnnouncementId === null ? [] : [allClearAnnouncementId]),
  ]);
  const announcements = (await stores.announcements.byIds([...new Set(ids)])).filter(
    ({ state }) => state === 'approved',
  );
  const views = await Promise.all(announcements.map((announcement) => viewOf(stores, announcement)));
  const asked = (await stores.emergencies.requested(communeId)).flatMap(({ plays }) => plays);
  return (zone, village) => {
    const here = [{ zone, village, controllerIds: [zone.id] }];
    const requested = asked.filter(({ zones }) => zones.some(({ zoneId }) => zoneId === zone.id));
    const sounds = [...views.flatMap((view) => playsOf(view, here)), ...requested].flatMap((play) => play.sounds);
    return [...new Map(sounds.map((sound) => [sound.sha256, sound] as const)).values()].sort((a, b) =>
      a.sha256 < b.sha256 ? -1 : 1,
    );
  };
}

/** An item was cut short and does not sound again: its author, whoever booked it, and the operators have to know. */
export async function tellOfInterruption(stores: Stores, airing: Airing, now: Instant): Promise<void> {
  const { communeId, bookingId, announcementId, title, startsAt, controllerIds } = airing;
  const booking = bookingId === null ? undefined : await stores.bookings.booking(bookingId);
  const announcement = announcementId === null ? undefined : await stores.announcements.announcement(announcementId);
  const operators = (await stores.people.grants(communeId)).filter(({ role }) => role === 'operator');
  const people = [booking?.createdBy, announcement?.createdBy, ...operators.map(({ personId }) => personId)];
  const values = { title, startsAt, controllers: controllerIds.length };
  const news: News = { communeId, kind: 'item-interrupted', subjectId: airing.id, values };
  await tell(
    stores,
    people.filter((id) => id !== undefined),
    news,
    now,
  );
}
