// The demo is founded once for all workers: its first start makes keys, renders the samples and brings them to every pole. Then each worker
// goes on from a copy, as an installation does on its second day. First starts have tests of their own, in `test/e2e`.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { ApiPerson } from '../../support/api-person';
import { Installation } from '../../support/installation';
import { GUARD_MS, until } from '../../support/until';

/** The environment variable by which the workers find its data folder. */
export const PREPARED = 'LOA_PREPARED_DEMO';

/** Where one run leaves it for the next one, if it is said; whoever says so removes it. */
const KEPT = 'KEPT_DEMO';

interface Pole {
  readonly report: { readonly soundsWanted: number; readonly soundsHeld: number } | null;
}

/** Founds the demo, or takes the one that was kept, and gives back what removes it after the last journey. */
export default async function prepare(): Promise<() => void> {
  const kept = process.env[KEPT];
  if (kept !== undefined && existsSync(kept)) {
    process.env[PREPARED] = kept;
    return () => undefined;
  }
  const dataDir = await found();
  process.env[PREPARED] = kept ?? dataDir;
  if (kept !== undefined) renameSync(dataDir, kept);
  return () => kept === undefined && rmSync(dataDir, { recursive: true, force: true });
}

/** Founds it in a folder of its own, and ends it. */
async function found(): Promise<string> {
  const demo = await Installation.start();
  const operator = await ApiPerson.signIn(demo.url, 'mai');
  const { communeId } = (await operator.get('/me')).body;
  await until(
    async () => {
      const poles: readonly Pole[] = (await operator.get(`/communes/${communeId}/poles`)).body.items;
      return poles.every(({ report }) => report !== null && report.soundsHeld === report.soundsWanted);
    },
    'every pole of the demo with its sounds',
    GUARD_MS,
  );
  await demo.interrupt();
  return demo.dataDir;
}
