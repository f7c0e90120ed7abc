// What happens when it turns out that the database is an older one: the epoch of the commune rises, so that everything is issued anew and its
// poles follow it again, whatever they were told before; and people hear of it.
import { byId, knowsMore, type Commune, type Device, type Instant } from '#domain';
import type { DeviceStanding } from '#protocol';
import { caretakersOf, peopleWhoMay, tell } from '../acting/notices';
import type { StoreReads, Stores } from '../ports/stores';

/** Who knew better than the database. */
type KnewBetter = 'witness' | 'pole';

/** A box with what it says of itself. */
export interface SaidStanding {
  readonly device: Device;
  readonly standing: DeviceStanding;
}

/** Those of these boxes that were told more than is known here. */
export async function whoKnowsMore(reads: StoreReads, said: readonly SaidStanding[]): Promise<readonly SaidStanding[]> {
  if (said.length === 0) return [];
  const { places, delivery, devices } = reads;
  const communes = byId(await places.communes());
  const zoneIds = said.flatMap(({ standing }) => standing.programme?.zoneId ?? []);
  const issued = new Map((await delivery.programmeVersionsOf(zoneIds)).map((each) => [each.zoneId, each]));
  const ids = said.map(({ device }) => device.id);
  const marks = await delivery.evidenceMarks(ids);
  const now = byId(await devices.devicesByIds(ids));
  return said.filter(({ device, standing }) => {
    const commune = communes.get(device.communeId);
    const mark = marks.find((each) => each.deviceId === device.id && each.deviceEpoch === standing.deviceEpoch);
    return (
      commune !== undefined &&
      knowsMore(standing, {
        epoch: commune.epoch,
        issued: standing.programme ? issued.get(standing.programme.zoneId) : undefined,
        stored: mark?.sequence ?? 0,
        accepted: now.get(device.id)?.programme ?? null,
      })
    );
  });
}

/** Raises the epoch of each commune of which a box knows more than the database. */
export async function followBoxes(stores: Stores, said: readonly SaidStanding[], now: Instant): Promise<void> {
  for (const { device, standing } of said) {
    // Looked at one by one: after the first of a commune the others know nothing more.
    if ((await whoKnowsMore(stores, [{ device, standing }])).length === 0) continue;
    const commune = (await stores.places.commune(device.communeId))!;
    await raiseEpoch(stores, commune, standing.programme, 'pole', now);
  }
}

/** Raises the epoch above everything that was told, has all issued anew, and tells whoever looks after poles or runs the desk. */
export async function raiseEpoch(
  stores: Stores,
  { id: communeId, epoch: before }: Pick<Commune, 'id' | 'epoch'>,
  told: { readonly epoch: number } | null,
  knewBetter: KnewBetter,
  now: Instant,
): Promise<void> {
  const epoch = Math.max(before, told?.epoch ?? 0) + 1;
  await stores.places.updateCommune(communeId, { epoch });
  await stores.air.wantPlan(communeId);
  const details = { epoch, knewBetter };
  await stores.events.append({
    communeId,
    at: now,
    kind: 'commune.database-older',
    actor: 'system',
    subjectId: communeId,
    details,
  });
  const people = await deskAndCaretakers(stores, communeId);
  await tell(stores, people, { communeId, kind: 'database-older', subjectId: communeId, values: {} }, now);
}

/** Who looks after poles, and who runs the desk. */
export async function deskAndCaretakers(stores: StoreReads, communeId: string): Promise<readonly string[]> {
  const desk = await peopleWhoMay(stores, 'booking.cancel', { communeId, villageId: null });
  return [...new Set([...(await caretakersOf(stores, communeId)), ...desk])];
}
