// Who changed a booking after it was proposed.
import { migration } from './migration';

export const AMENDED_BOOKINGS_0012 = migration(12, 'amended-bookings', {
  up: [`ALTER TABLE bookings ADD COLUMN "amendedBy" text NOT NULL DEFAULT ('[]')`],
  down: ['ALTER TABLE bookings DROP COLUMN "amendedBy"'],
});
