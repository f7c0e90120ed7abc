// Vietnamese: what stands on the screens, one file for each screen.
import { preferences } from './preferences';
import { shell } from './shell';

export const screens = { preferences, shell };
