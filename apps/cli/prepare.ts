// What happens before the server starts: the database is brought up to date, and in the demo there is a commune, a clock that is about to
// reach the afternoon slot, and a one-time code for every simulated box that has none yet. Prints one line of JSON for the launcher.
import { foundCommune, type UnitOfWork } from '#application';
import type { Config } from '#config';
import { preparedLine, type Prepared } from '#data-folder';
import type { Commune, Instant } from '#domain';
import { Argon2Passwords } from '#passwords';
import type { Command } from './command';
import { DEMO_COMMUNE, DEMO_PASSWORD } from './demo/commune';
import { nextDemoOffset } from './demo/demo-clock';
import { listFleetPoles } from './demo/fleet-list';
import { withDatabase } from './migrate';

export const prepare: Command = {
  name: 'prepare',
  usage: '',
  summary: 'bring the database up to date, and in the demo everything the demo begins with',
  async run(config) {
    const prepared = await withDatabase(config, ({ unitOfWork }) =>
      config.mode === 'demo' ? prepareDemo(config, unitOfWork) : prepareReal(unitOfWork),
    );
    console.log(preparedLine(prepared));
  },
};

async function prepareReal(unitOfWork: UnitOfWork): Promise<Prepared> {
  const [commune] = await unitOfWork.read.places.communes();
  return { clockOffsetMs: 0, communeId: commune?.id ?? null, communeName: commune?.name ?? null, accounts: [] };
}

async function prepareDemo(config: Config, unitOfWork: UnitOfWork): Promise<Prepared> {
  const [known] = await unitOfWork.read.places.communes();
  const offsetMs = await unitOfWork.read.installation.clockOffsetMs();
  // eslint-disable-next-line no-restricted-syntax -- here the demo clock is made from the machine's
  const machineNow = Date.now();
  const clockOffsetMs = nextDemoOffset(machineNow, offsetMs, !known, DEMO_COMMUNE.timeZone);
  await unitOfWork.run(({ installation }) => installation.setClockOffsetMs(clockOffsetMs));
  const commune = known ?? (await foundDemo(unitOfWork, machineNow + clockOffsetMs));
  await listFleetPoles(config.fleet.dir, unitOfWork, commune.id);
  return {
    clockOffsetMs,
    communeId: commune.id,
    communeName: commune.name,
    accounts: DEMO_COMMUNE.people.map(({ name, login, role }) => ({ name, login, role, password: DEMO_PASSWORD })),
  };
}

async function foundDemo(unitOfWork: UnitOfWork, now: Instant): Promise<Commune> {
  // One hash for all: the demo's password is no secret.
  const passwordHash = await new Argon2Passwords().hash(DEMO_PASSWORD);
  return unitOfWork.run(async (stores) => {
    const { commune, people } = await foundCommune(stores, DEMO_COMMUNE, now);
    for (const { id } of people) await stores.people.updatePerson(id, { passwordHash });
    return commune;
  });
}
