// Everything that is said in English.
import type { Catalogue } from '../catalogue';
import { audit } from './audit';
import { conflicts, warnings } from './conflicts';
import { events } from './events';
import { notices } from './notices';
import { board, problemPage, signIn } from './pages';
import { problems } from './problems';
import { screens } from './screens';
import { auditTable, reportTables } from './reports';
import { states } from './states';
import { slotSummary, tonight } from './tonight';
import { why } from './why';

export const en: Catalogue = {
  problems,
  ...states,
  events,
  notices,
  audit,
  reportTables,
  auditTable,
  conflicts,
  warnings,
  exercise: 'DRILL: "{title}". Not the real thing.',
  tonight,
  slotSummary,
  why,
  board,
  signIn,
  problemPage,
  screens,
};
