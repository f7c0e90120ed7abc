// What an event says of playbacks: of one, as it was written down once, or of many together.
import type { Playback, PlaybackState } from '../air/air';
import type { ChangeOnPoles } from './air-events';
import type { DomainEvent, KnownHappening } from './events';

/** What is told of a playback that changed. */
export type ChangedPlayback = Pick<Playback, 'airingId' | 'controllerId' | 'state' | 'reason'>;

type Told = Pick<KnownHappening<'playback.changed'>, 'details'>;

/** The changes an event tells of; none when an old row does not say. */
export function changesIn({ details }: Told): readonly Pick<ChangeOnPoles, 'state' | 'reason' | 'controllerIds'>[] {
  if ('changes' in details) return details.changes ?? [];
  const { state, controllerId, reason = null } = details as Partial<Playback>;
  return state === undefined || controllerId === undefined ? [] : [{ state, reason, controllerIds: [controllerId] }];
}

/** The event as far as it is about this playback. */
export function aboutPlayback(event: DomainEvent, playback: Playback): DomainEvent {
  if (event.kind !== 'playback.changed' || !('changes' in event.details)) return event;
  const { id, airingId, controllerId, rundownId } = playback;
  const own = event.details.changes?.find(
    ({ airingIds, controllerIds }) => airingIds.includes(airingId) && controllerIds.includes(controllerId),
  );
  if (!own) return event;
  const details = { state: own.state, controllerId, rundownId, reason: own.reason };
  return { ...event, subjectId: id, details };
}

/** The changes as an event tells them: airings that came to the same on the same poles stand together. */
export function toldTogether(changed: readonly ChangedPlayback[]): readonly ChangeOnPoles[] {
  const ends = new Map<string, { state: PlaybackState; reason: string | null; byAiring: Map<string, Set<string>> }>();
  for (const { airingId, controllerId, state, reason } of changed) {
    const end = getOr(ends, JSON.stringify([state, reason]), () => ({ state, reason, byAiring: new Map() }));
    getOr(end.byAiring, airingId, () => new Set<string>()).add(controllerId);
  }
  return [...ends.values()].flatMap(({ state, reason, byAiring }) => {
    const together = new Map<string, { airingIds: string[]; controllerIds: readonly string[] }>();
    for (const [airingId, poles] of byAiring) {
      const controllerIds = [...poles].sort();
      getOr(together, controllerIds.join(), () => ({ airingIds: [], controllerIds })).airingIds.push(airingId);
    }
    return [...together.values()].map((each) => ({ state, reason, ...each }));
  });
}

function getOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
