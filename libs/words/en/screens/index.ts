// English: what stands on the screens, one file for each screen.
import type { ScreenWords } from '../../screens';
import { preferences } from './preferences';
import { shell } from './shell';
import { sound } from './sound';

export const screens: ScreenWords = { preferences, shell, sound };
