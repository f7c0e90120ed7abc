// Everything that is said in English.
import type { Catalogue } from '../catalogue';
import { audit } from './audit';
import { conflicts, warnings } from './conflicts';
import { doctor } from './doctor';
import { events } from './events';
import { notices } from './notices';
import { board, problemPage, signIn } from './pages';
import { problems, safe } from './problems';
import { screens } from './screens';
import { auditTable, reportTables } from './reports';
import { states } from './states';
import { slotSummary, tonight } from './tonight';
import { why } from './why';

export const en: Catalogue = {
  problems,
  safe,
  ...states,
  events,
  notices,
  audit,
  doctor,
  reportTables,
  auditTable,
  conflicts,
  warnings,
  exercise: 'DRILL: "{title}". Not the real thing.',
  spoken: { blt: 'Thái', hmn: 'Hmong', mtq: 'Mường', ium: 'Dao', kjg: 'Khơ Mú', pcc: 'Giáy', tyz: 'Tày' },
  consequence: {
    reach: 'At once, {volume}, {villages} villages, {households} households, {controllers} speakers.',
    reachPeople:
      'At once, {volume}, {villages} villages, about {people} people ({households} households), {controllers} speakers.',
    fullVolume: 'full volume',
    volume: 'volume {percent} %',
    repeats: 'Played {count} times.',
    offline: '{count} speakers are offline: {names}.',
    offlineMore: '{names} and {count} more',
    interrupts: 'Cuts short: {titles}.',
    stopped: 'The sound is stopped in {places}. Let it sound again first, or nothing is heard there.',
    language: 'Nothing is recorded in {languages} for {places}.',
  },
  takingOff: {
    beingTold: 'Loudspeakers that are being told now: {count}. Until {until} they may begin it.',
    mayStillBegin: 'No connection to {names}. There it may still begin until {until}.',
  },
  tonight,
  slotSummary,
  why,
  board,
  signIn,
  problemPage,
  screens,
};
