// How many people live in a village, where somebody counted them: an emergency is judged by people, not by households.
import { migration } from './migration';

export const PEOPLE_OF_VILLAGES_0024 = migration(24, 'people-of-villages', {
  up: ['ALTER TABLE villages ADD COLUMN "people" integer'],
  down: ['ALTER TABLE villages DROP COLUMN "people"'],
});
