// What a person can ask the server for about drills and silent tests.
import { localDateOf } from '#domain';
import { api, ask, type Schema } from '#web';
import { useAct, useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';

export type DrillRequest = Schema<'DrillRequest'>;

/** Evidence of a drill or a test comes pole by pole. */
const WATCH_EVERY_MS = 3_000;

export function useDrills() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(
    ['drills', commune.id],
    async () => (await ask(api.GET('/api/v1/communes/{id}/drills', { params: { path } }))).items,
  );
}

/** One drill with the result of every pole. */
export function useDrill(id: string) {
  return useServerQuery(
    ['drills', 'one', id],
    () => ask(api.GET('/api/v1/drills/{id}', { params: { path: { id } } })),
    {
      refetchInterval: WATCH_EVERY_MS,
    },
  );
}

/** Approved messages, the prepared warnings first: they are what one wants to practise. */
export function usePractisable() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useServerQuery(['announcements', 'practisable', commune.id], async () => {
    const { items } = await ask(api.GET('/api/v1/communes/{id}/announcements', { params: { path } }));
    const approved = items.filter(({ state }) => state === 'approved');
    return [...approved].sort(
      (a, b) => Number(b.messageClass === 'emergency') - Number(a.messageClass === 'emergency'),
    );
  });
}

export function useCheckDrill() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useAct(
    (body: DrillRequest) => ask(api.POST('/api/v1/communes/{id}/drills/check', { params: { path }, body })),
    [],
  );
}

export function useOrderDrill() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useAct(
    (body: DrillRequest) => ask(api.POST('/api/v1/communes/{id}/drills', { params: { path }, body })),
    ['drills'],
  );
}

export function useCancelDrill() {
  return useAct((id: string) => ask(api.DELETE('/api/v1/drills/{id}', { params: { path: { id } } })), ['drills']);
}

/** The silent tests of today, newest first; nothing is asked before the commune's date is known. */
export function useSelfTests() {
  const { commune } = useDesk();
  const now = useNow(60_000);
  const path = { id: commune.id };
  const date = now === undefined ? '' : localDateOf(now, commune.timeZone);
  return useServerQuery(
    ['drills', 'self-tests', commune.id, date],
    async () => (await ask(api.GET('/api/v1/communes/{id}/self-tests', { params: { path, query: { date } } }))).items,
    { enabled: date !== '', refetchInterval: WATCH_EVERY_MS },
  );
}

export function useBeginSelfTest() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  return useAct((_now: 'now') => ask(api.POST('/api/v1/communes/{id}/self-tests', { params: { path } })), ['drills']);
}
