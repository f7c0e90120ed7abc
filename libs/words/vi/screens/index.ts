// Vietnamese: what stands on the screens, one file for each screen.
import { preferences } from './preferences';
import { shell } from './shell';
import { sound } from './sound';

export const screens = { preferences, shell, sound };
