// The demo's technician: hangs a simulated box at every pole that is added at the desk while the demo runs, with a one-time code like anybody's.
import { setTimeout as pause } from 'node:timers/promises';
import { FLEET_POLES, type FleetPole } from '#data-folder';
import { DeskClient, OtherPassword } from './desk-client';

/** Where the technician works, and as whom. */
interface TechnicianPlace {
  readonly serverUrl: string;
  readonly communeId: string;
  readonly fleetDir: string;
  readonly login: string;
  readonly password: string;
}

interface Pole {
  readonly id: string;
  readonly name: string;
  readonly device: unknown;
}

const COMES_BACK_AFTER_MS = 2_000;
/** What the live stream calls a new pole. */
const POLE_ADDED = 'controller.created';

/** Works until `signal` aborts, or its password is another; waits whenever the server is away. `say` hears of each box. */
export async function hangBoxes(
  place: TechnicianPlace,
  signal: AbortSignal,
  say: (line: string) => void,
  comesBackAfterMs = COMES_BACK_AFTER_MS,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const desk = await DeskClient.signIn(place.serverUrl, place.login, place.password);
      const live = await desk.stream(`/communes/${place.communeId}/events`, signal);
      await serveAll(desk, place, say);
      // Read here and nowhere else: a line that is cut by the end of everything fails in this loop.
      const decoder = new TextDecoder();
      let unread = '';
      for await (const chunk of live) {
        const lines = (unread + decoder.decode(chunk, { stream: true })).split('\n');
        unread = lines.pop() ?? '';
        if (lines.some((line) => line.includes(POLE_ADDED))) await serveAll(desk, place, say);
      }
    } catch (error) {
      // Asked again and again it would only be kept out, and others with it.
      if (error instanceof OtherPassword) return say(`! ${error.message}`);
      if (!signal.aborted) say(`! technician: ${error instanceof Error ? error.message : String(error)}`);
    }
    await pause(comesBackAfterMs, undefined, { ref: false });
  }
}

/** Gives the fleet a code for each pole that has no box and is not in its list yet. */
export async function serveAll(
  desk: Pick<DeskClient, 'get' | 'post'>,
  place: Pick<TechnicianPlace, 'communeId' | 'fleetDir'>,
  say: (line: string) => void,
): Promise<void> {
  const poles = await desk.get<{ items: readonly Pole[] }>(`/communes/${place.communeId}/controllers`);
  const known = (await FLEET_POLES.read(place.fleetDir))?.devices ?? [];
  const unserved = poles.items.filter(
    ({ id, device }) => device === null && !known.some(({ controllerId }) => controllerId === id),
  );
  if (unserved.length === 0) return;
  const fresh: FleetPole[] = [];
  for (const { id } of unserved) {
    const { code } = await desk.post<{ code: string }>(`/controllers/${id}/enrolment-codes`);
    fresh.push({ controllerId: id, code });
  }
  await FLEET_POLES.write(place.fleetDir, { devices: [...known, ...fresh] });
  for (const { name } of unserved) say(`Kỹ thuật viên lắp hộp cho cụm loa mới “${name}”`);
}
