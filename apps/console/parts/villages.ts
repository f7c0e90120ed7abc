// The villages of the commune, as several screens need them to choose a place.
import { api, ask } from '#web';
import { useDesk } from './desk';
import { useServerQuery } from './queries';

/** By the order in which they were founded. */
export function useVillages() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['places', 'villages', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/villages', { params: { path } }))).items,
  );
}
