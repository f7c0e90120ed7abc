// A prepared warning is what somebody prepared: one that was changed or put in behind our back in the database is used for nothing.
import { canonicalJson, type AlteredRow, type EmergencyTemplate } from '#domain';
import { toldOf } from './places-as-told';
import type { StoreReads } from '../ports/stores';

/** The templates of a commune that are not what the log says of them. */
export async function alteredTemplates(stores: StoreReads, communeId: string): Promise<readonly AlteredRow[]> {
  const templates = await stores.emergencies.templates(communeId);
  if (templates.length === 0) return [];
  const told = await toldOf(stores, communeId, ['emergency-template.set', 'emergency-template.removed']);
  return templates.flatMap((template) => {
    const { id, name } = template;
    const kept = whatIsTold(template);
    const said = told.told('emergency-template', id) as ReturnType<typeof whatIsTold> | undefined;
    if (said && canonicalJson(whatIsTold(said)) === canonicalJson(kept)) return [];
    return { kind: 'emergency-template', id, name, kept };
  });
}

function whatIsTold(template: Omit<EmergencyTemplate, 'id' | 'communeId' | 'revision'>) {
  const { name, announcementId, allClearAnnouncementId, villageIds } = template;
  return { name, announcementId, allClearAnnouncementId, villageIds };
}
