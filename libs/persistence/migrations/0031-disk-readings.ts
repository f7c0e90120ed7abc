// What was free on the disk, once a day, so that it can be said when it will be full.
import { migration } from './migration';
import { instant, key, large, newTable } from './new-table';

export const DISK_READINGS_0031 = migration(31, 'disk-readings', [
  newTable('disk_readings', { day: key, at: instant, freeBytes: large }),
]);
