// The settings of the simulated poles as arguments of a command, for whoever tries something once.
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;

/** `--count 6 --seed 3 --faults day.json` as settings. Throws when an argument is none of them, nor one of the `flags` of the command. */
export function fleetArguments(args: readonly string[], flags: readonly string[] = []): NodeJS.ProcessEnv {
  const others = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' } as const]));
  const { values } = parseArgs({ args: [...args], options: { ...others, count: text, seed: text, faults: text } });
  const given = { LOA_FLEET_COUNT: values.count, LOA_FLEET_SEED: values.seed, LOA_FLEET_FAULTS: values.faults };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv;
}
