// When a playback was taken off the air, so that evidence that comes late can be told from what began too late.
import { migration } from './migration';

export const CANCELLED_PLAYBACKS_0035 = migration(35, 'cancelled-playbacks', {
  up: [
    'ALTER TABLE playbacks ADD COLUMN "cancelledAt" integer',
    `UPDATE playbacks SET "cancelledAt" = "changedAt" WHERE "state" = 'cancelled'`,
  ],
  down: ['ALTER TABLE playbacks DROP COLUMN "cancelledAt"'],
});
