// What a person can ask the server for about emergencies, and how a request is said again.
import { api, ask, type Schema } from '#web';
import { useAct, useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';
import type { EmergencyTemplate } from '../../parts/templates';

export type EmergencyRequest = Schema<'EmergencyRequest'>;
export type EmergencyLive = Schema<'EmergencyLive'>;

/** While one waits or sounds, its picture is asked for this often besides every event: a countdown must not hang on a lost line. */
const WATCH_EVERY_MS = 2_000;

const REFRESHES = ['emergencies', 'reviews', 'needs'] as const;

/** Those that wait or sound, and after them those that are just over; each newest first. */
export function useOpenEmergencies() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['emergencies', 'open', commune.id],
    async () => {
      const { items, justOver } = await ask(api.GET('/api/v1/communes/{id}/emergencies/open', { params: { path } }));
      return [...items, ...justOver];
    },
    { refetchInterval: WATCH_EVERY_MS },
  );
}

/** One of them, whatever became of it; nothing is asked before there is one. */
export function useEmergency(id: string | undefined) {
  return useServerQuery(
    ['emergencies', 'one', id],
    () => ask(api.GET('/api/v1/emergencies/{id}', { params: { path: { id: id! } } })),
    { enabled: id !== undefined, refetchInterval: WATCH_EVERY_MS },
  );
}

/** What giving this order now would do; nothing is asked while there is nothing to say. */
export function useConsequence(request: EmergencyRequest | undefined) {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['emergencies', 'check', commune.id, request],
    () => ask(api.POST('/api/v1/communes/{id}/emergencies/check', { params: { path }, body: request! })),
    { enabled: request !== undefined },
  );
}

export function useRequest() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useAct(
    (body: EmergencyRequest) => ask(api.POST('/api/v1/communes/{id}/emergencies', { params: { path }, body })),
    REFRESHES,
  );
}

export function useBreakGlass() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useAct(
    (body: EmergencyRequest) =>
      ask(api.POST('/api/v1/communes/{id}/emergencies/break-glass', { params: { path }, body })),
    REFRESHES,
  );
}

export function useConfirm() {
  return useAct(
    (id: string) => ask(api.POST('/api/v1/emergencies/{id}/confirmation', { params: { path: { id } } })),
    REFRESHES,
  );
}

export function useWithdraw() {
  return useAct(
    (id: string) => ask(api.POST('/api/v1/emergencies/{id}/withdrawal', { params: { path: { id } } })),
    REFRESHES,
  );
}

export function useEnd() {
  return useAct(
    ({ id, allClear }: { readonly id: string; readonly allClear: boolean }) =>
      ask(api.POST('/api/v1/emergencies/{id}/end', { params: { path: { id } }, body: { allClear } })),
    REFRESHES,
  );
}

export function useAllClear() {
  return useAct(
    (id: string) => ask(api.POST('/api/v1/emergencies/{id}/all-clear', { params: { path: { id } } })),
    REFRESHES,
  );
}

/** The same message in the same places once more; with its all-clear, if a template has it. */
export function requestLike(
  { announcementId, zoneIds, requestedAt, startsAt, endsAt, reason }: EmergencyLive,
  templates: readonly EmergencyTemplate[],
): EmergencyRequest {
  const template = templates.find((each) => each.announcementId === announcementId);
  const minutes = Math.max(1, Math.round((Date.parse(endsAt) - Date.parse(startsAt ?? requestedAt)) / 60_000));
  return { ...(template ? { templateId: template.id } : { announcementId }), zoneIds, minutes, reason };
}
