// What the screens of the administration ask the server for, and how an edit says which revision it starts from.
import { api, ask, type Schema } from '#web';
import type { Actor } from '#domain';
import { useServerQuery, type ServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';

/** `If-Match` of somebody who saw that revision. */
export function ifMatch(revision: number) {
  return { 'If-Match': `"${revision}"` };
}

/** The person at the desk, as the rules of who may do what ask for one. */
export function useActor(): Actor {
  const { me } = useDesk();
  const { personId, name, communeId, strength } = me;
  const grants = me.grants.map((grant, index) => ({ ...grant, id: String(index), personId }));
  return { personId, name, communeId, grants, strength };
}

/** Everything that stands in the commune. */
export interface Places {
  readonly commune: Schema<'Commune'>;
  readonly villages: readonly Schema<'Village'>[];
  readonly zones: readonly Schema<'Zone'>[];
  readonly controllers: readonly Schema<'Controller'>[];
  readonly slots: readonly Schema<'Slot'>[];
  readonly specialDays: readonly Schema<'SpecialDay'>[];
}

export function usePlaces(): ServerQuery<Places> {
  const { commune } = useDesk();
  return useServerQuery(['places', commune.id], () => askPlaces(commune.id));
}

async function askPlaces(id: string): Promise<Places> {
  const of = { params: { path: { id } } };
  const [commune, villages, zones, controllers, slots, specialDays] = await Promise.all([
    ask(api.GET('/api/v1/communes/{id}', of)),
    ask(api.GET('/api/v1/communes/{id}/villages', of)),
    ask(api.GET('/api/v1/communes/{id}/zones', of)),
    ask(api.GET('/api/v1/communes/{id}/controllers', of)),
    ask(api.GET('/api/v1/communes/{id}/slots', of)),
    ask(api.GET('/api/v1/communes/{id}/special-days', of)),
  ]);
  return {
    commune,
    villages: villages.items,
    zones: zones.items,
    controllers: controllers.items,
    slots: slots.items,
    specialDays: specialDays.items,
  };
}

export function usePeople(): ServerQuery<readonly Schema<'Person'>[]> {
  const { commune } = useDesk();
  return useServerQuery(['people', commune.id], async () => {
    const { items } = await ask(api.GET('/api/v1/communes/{id}/people', { params: { path: { id: commune.id } } }));
    return items;
  });
}

/** The simulated poles; refused where there are none. Their boxes come and go by themselves. */
export function useSimulator(isOfUse: boolean): ServerQuery<readonly Schema<'SimulatedPole'>[]> {
  const { commune } = useDesk();
  return useServerQuery(['simulator', commune.id], () => askSimulator(commune.id), {
    enabled: isOfUse,
    refetchInterval: (known) => (known ? SIMULATOR_MS : false),
  });
}

const SIMULATOR_MS = 5_000;

async function askSimulator(id: string): Promise<readonly Schema<'SimulatedPole'>[]> {
  return (await ask(api.GET('/api/v1/communes/{id}/simulator', { params: { path: { id } } }))).items;
}
