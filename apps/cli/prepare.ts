// What happens before the server starts: the database is brought up to date, and in the demo there is a commune, a clock that is about to
// reach the afternoon slot, and a one-time code for every simulated box that has none yet. Prints one line of JSON for the launcher.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foundCommune, issueEnrolmentCode, type UnitOfWork } from '#application';
import type { Config } from '#config';
import type { Commune, Instant } from '#domain';
import { Argon2Passwords } from '#passwords';
import type { Command } from './command';
import { DEMO_COMMUNE, DEMO_PASSWORD } from './demo/commune';
import { nextDemoOffset } from './demo/demo-clock';
import { withDatabase } from './migrate';
import { installationNow } from './installation-clock';

/** What the launcher is told. */
export interface Prepared {
  readonly clockOffsetMs: number;
  readonly communeId: string | null;
  readonly communeName: string | null;
  /** Empty outside the demo. */
  readonly accounts: readonly {
    readonly name: string;
    readonly login: string;
    readonly password: string;
    readonly role: string;
  }[];
}

export const prepare: Command = {
  name: 'prepare',
  usage: '',
  summary: 'bring the database up to date, and in the demo everything the demo begins with',
  async run(config) {
    const prepared = await withDatabase(config, ({ unitOfWork }) =>
      config.mode === 'demo' ? prepareDemo(config, unitOfWork) : prepareReal(unitOfWork),
    );
    console.log(JSON.stringify(prepared));
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
  await prepareFleet(config, unitOfWork, commune.id);
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

/** Every controller without a box in the fleet's folder gets a one-time code, as a technician would hand it out. */
async function prepareFleet(config: Config, unitOfWork: UnitOfWork, communeId: string): Promise<void> {
  const now = await installationNow(unitOfWork);
  const controllers = await unitOfWork.read.places.controllers(communeId);
  const enrolled = await Promise.all(controllers.map(({ id }) => exists(join(config.fleet.dir, id))));
  const devices = await unitOfWork.run((stores) =>
    Promise.all(
      controllers
        .filter((_, index) => !enrolled[index])
        .map(async (controller) => ({
          controllerId: controller.id,
          code: await issueEnrolmentCode(stores, controller, now, null),
        })),
    ),
  );
  await mkdir(config.fleet.dir, { recursive: true, mode: 0o700 });
  const all = controllers.map(
    ({ id }) => devices.find(({ controllerId }) => controllerId === id) ?? { controllerId: id },
  );
  await writeFile(join(config.fleet.dir, 'enrolment.json'), JSON.stringify({ devices: all }, null, 2), { mode: 0o600 });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
