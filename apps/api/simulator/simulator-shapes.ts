// Simulated poles and what is broken at them, on their way out and in.
import { POLE_FAULTS } from '#domain';
import { z } from 'zod';
import { listOf } from '../http/paging';

const fault = z.enum(POLE_FAULTS);

const simulatedPole = z
  .object({
    controllerId: z.string(),
    on: z.boolean().meta({ description: 'Whether its box has power and runs' }),
    faults: z.array(fault).meta({ description: 'What is broken at it now' }),
  })
  .meta({ id: 'SimulatedPole' });

export const simulatedPoles = listOf('SimulatedPoleList', simulatedPole);

export const poleFault = z
  .strictObject({ controllerIds: z.array(z.string().min(1).max(100)).min(1).max(1_000), fault, on: z.boolean() })
  .meta({ id: 'PoleFault', examples: [{ controllerIds: ['0198…'], fault: 'link-down', on: true }] });
export type PoleFaultBody = z.output<typeof poleFault>;
