// Vietnamese: what stands on the screens, one file for each screen.
import { link } from './link';
import { phone } from './phone';
import { pole } from './pole';
import { poles } from './poles';
import { preferences } from './preferences';
import { record } from './record';
import { schedule } from './schedule';
import { reports } from './reports';
import { shell } from './shell';
import { sound } from './sound';
import { village } from './village';
import { why } from './why';

export const screens = { link, phone, pole, poles, preferences, record, reports, schedule, shell, sound, village, why };
