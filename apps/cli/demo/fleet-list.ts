// Lists the poles that the simulated fleet is to serve, from what the database and the boxes say together. A pole without a box gets a one-time
// code, as a technician would hand it out; one that a real box serves is none of the fleet's.
import { join } from 'node:path';
import { issueEnrolmentCode, type UnitOfWork } from '#application';
import { DataFileError, FLEET_POLES, IDENTITY, type DataFile, type FleetPole } from '#data-folder';
import type { Controller } from '#domain';
import { installationNow } from '../installation-clock';

/** What a pole needs before the fleet can serve it. */
type Need = 'nothing' | 'code' | 'left-to-another-box';

/** Writes the list into the folder of the fleet. */
export async function listFleetPoles(fleetDir: string, unitOfWork: UnitOfWork, communeId: string): Promise<void> {
  const now = await installationNow(unitOfWork);
  const controllers = await unitOfWork.read.places.controllers(communeId);
  const zones = new Map((await unitOfWork.read.places.zones(communeId)).map(({ id, name }) => [id, name]));
  const before = await usable(FLEET_POLES, fleetDir);
  const listed = before && before !== 'unusable' ? new Set(before.devices.map((pole) => pole.controllerId)) : undefined;
  const needs = await Promise.all(controllers.map((each) => needOf(each, fleetDir, unitOfWork, listed)));
  const devices = await unitOfWork.run(async (stores) => {
    const poles: FleetPole[] = [];
    for (const [index, controller] of controllers.entries()) {
      const pole = { controllerId: controller.id, name: `${zones.get(controller.zoneId) ?? ''} · ${controller.name}` };
      if (needs[index] === 'nothing') poles.push(pole);
      if (needs[index] === 'code')
        poles.push({ ...pole, code: await issueEnrolmentCode(stores, controller, now, null) });
    }
    return poles;
  });
  await FLEET_POLES.write(fleetDir, { devices });
}

/** `listed`: the poles that the fleet served before; undefined when nobody knows. */
async function needOf(
  { id }: Controller,
  fleetDir: string,
  { read }: UnitOfWork,
  listed: ReadonlySet<string> | undefined,
): Promise<Need> {
  const serving = await read.devices.deviceOfController(id);
  const identity = await usable(IDENTITY, join(fleetDir, id));
  // The fleet tells what is wrong with it; a fresh code would hide that.
  if (identity === 'unusable') return 'nothing';
  if (identity && serving?.id === identity.deviceId) return 'nothing';
  if (identity && serving) return 'left-to-another-box';
  return serving && listed && !listed.has(id) ? 'left-to-another-box' : 'code';
}

async function usable<T extends object>(file: DataFile<T>, folder: string): Promise<T | undefined | 'unusable'> {
  try {
    return await file.read(folder);
  } catch (error) {
    if (error instanceof DataFileError) return 'unusable';
    throw error;
  }
}
