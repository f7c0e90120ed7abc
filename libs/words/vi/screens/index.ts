// Vietnamese: what stands on the screens, one file for each screen.
import { account } from './account';
import { drill } from './drill';
import { emergency } from './emergency';
import { https } from './https';
import { leader } from './leader';
import { link } from './link';
import { needs } from './needs';
import { password } from './password';
import { phone } from './phone';
import { pole } from './pole';
import { poles } from './poles';
import { preferences } from './preferences';
import { proof } from './proof';
import { record } from './record';
import { reports } from './reports';
import { retract } from './retract';
import { approvals } from './approvals';
import { reviews } from './reviews';
import { schedule } from './schedule';
import { secondFactor } from './second-factor';
import { settings } from './settings';
import { shell } from './shell';
import { sound } from './sound';
import { stop } from './stop';
import { tonight } from './tonight';
import { training } from './training';
import { village } from './village';
import { why } from './why';

export const screens = {
  account,
  drill,
  emergency,
  https,
  leader,
  link,
  needs,
  password,
  phone,
  pole,
  poles,
  preferences,
  proof,
  record,
  reports,
  retract,
  approvals,
  reviews,
  schedule,
  secondFactor,
  settings,
  shell,
  sound,
  stop,
  tonight,
  training,
  village,
  why,
};
