// Which poles the simulated fleet is to serve: written by whoever prepares a start, and while it runs by the demo's technician; read by the fleet.
import { z } from 'zod';
import { DataFile } from './data-file';

const poleSchema = z
  .strictObject({
    controllerId: z.string().regex(/^[\w-]+$/),
    /** What people call it, with its zone; a list of version 1 does not say it, nor does the technician of a pole that came later. */
    name: z.string().optional(),
    /** A fresh one-time code; without one the box has its identity already. */
    code: z.string().min(1).optional(),
  })
  .readonly();

/** One pole of the fleet. */
export type FleetPole = z.infer<typeof poleSchema>;

/** In the folder of the fleet. */
export const FLEET_POLES = new DataFile({
  name: 'enrolment.json',
  version: 2,
  schema: z.strictObject({ devices: z.array(poleSchema).readonly() }),
  remedy: 'Stop everything and start again: each start writes it anew.',
});
