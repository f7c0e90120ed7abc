// The numbers of planning and air, in milliseconds, as server and commands count with them.
import type { Config } from './config';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What the environment says about planning and air. */
export function airSettingsOf({ air }: Pick<Config, 'air'>) {
  return {
    limits: {
      lockMs: air.lockMinutes * MINUTE_MS,
      leadMs: air.leadSeconds * SECOND_MS,
      horizonDays: air.horizonDays,
    },
    leaseMs: air.leaseDays * DAY_MS,
    settleMs: air.settleHours * HOUR_MS,
  };
}
