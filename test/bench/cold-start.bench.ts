// What it costs a server that starts on a database until every zone is told its programme again, beside a bare connection that reads the same
// rows. Without the loading of the program itself. `--sizes`: how many zones.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '#domain';
import { openDatabase } from '#persistence';
import { DeskActs } from '../support/desk-acts';
import { AFTERNOON } from '../support/desk-commune';
import { DeskPorts } from '../support/desk-ports';
import { DiskOfDatabase } from '../support/disk-of-database';
import { openPlain } from '../support/plain-sqlite';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { communeOf } from './support/busy-commune';
import { OneMoreBroadcast } from './support/one-more-broadcast';

const [ZONES, QUICK_ZONES] = [400, 60];
const POLES_PER_ZONE = 2;
const BROADCASTS = 3;
const COMPARED =
  'the server also opens two connections, reads keys and settings, looks through every table that may ask for work, and looks each programme up by itself';

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const zones = sizes?.[0] ?? (isQuick ? QUICK_ZONES : ZONES);
  const broadcasts = await OneMoreBroadcast.open(await communeOf(zones, POLES_PER_ZONE));
  for (let booked = 1; booked < BROADCASTS; booked += 1) await broadcasts.book();
  await broadcasts.dispatch();
  const { world } = broadcasts;
  const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
  const path = join(folder, 'copy.sqlite');
  const plain = await openPlain(world.database.path);
  await plain.all('VACUUM INTO ?', path);
  await plain.close();
  await world.close();
  const startMs = async () => {
    const ports = new DeskPorts();
    const costUs = await cpuUsOf(async () => {
      const database = await openDatabase({ path, reportError: (error) => process.stderr.write(String(error)) });
      const rest = { path, disk: new DiskOfDatabase(), reported: [], remove: database.close };
      const acts = new DeskActs(ports.acts({ ...database, ...rest }), ports);
      await acts.databaseAge.atStart();
      await acts.seals.load();
      await acts.tick.beat();
      for (let job = acts.jobs.take(); job; job = acts.jobs.take()) {
        if (job.name === 'deliver') await acts.programmes.deliver(job.zoneId);
      }
      await database.close();
    });
    const told = new Set(ports.link.said.filter(({ channel }) => channel === 'programme').map(({ to }) => to));
    if (told.size !== zones) throw new Error(`${told.size} zones were told`);
    return costUs / 1_000;
  };
  const readMs = async () => {
    let programmes = 0;
    const costUs = await cpuUsOf(async () => {
      const bare = await openPlain(path);
      programmes = (await bare.all('SELECT * FROM programmes')).length;
      await bare.all('SELECT * FROM airings WHERE "startsAt" BETWEEN ? AND ?', AFTERNOON, AFTERNOON + DAY_MS);
      for (const table of ['communes', 'zones', 'controllers', 'devices']) await bare.all(`SELECT * FROM ${table}`);
      await bare.close();
    });
    if (programmes !== zones) throw new Error(`${programmes} programmes are kept`);
    return costUs / 1_000;
  };
  return {
    figures: [
      {
        ...{
          gate: 'P16',
          what: `a start until ${zones} zones are told their next days`,
          beside: 'reading the same rows',
        },
        ...{ unit: 'ms CPU', atMost: 2, whyMissed: COMPARED, measure: 'ratio', subject: startMs, control: readMs },
      },
    ],
    close: () => rm(folder, { recursive: true }),
  };
}

export default { open } satisfies Bench;
