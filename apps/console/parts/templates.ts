// The prepared warnings of the commune, as the emergency screen and the settings both need them.
import { useDesk } from './desk';
import { useServerQuery } from './queries';
import { ask, api, type Schema } from '#web';

/** Asked anew after every event of an emergency or of its templates. */
export function useTemplates() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['emergencies', 'templates', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/emergency-templates', { params: { path } }))).items,
  );
}

export type EmergencyTemplate = Schema<'EmergencyTemplate'>;
