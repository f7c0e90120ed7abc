// English: the words of the server's own pages.
import type { BoardWords, ProblemPageWords, SignInWords } from '../catalogue';

export const board: BoardWords = {
  product: 'Loa Làng',
  live: 'Live board',
  demoClock: 'This is a demo. The clock is {ahead} ahead of real time.',
  allWell: '{online}/{poles} loudspeakers connected. No trouble.',
  someTrouble: '{online}/{poles} loudspeakers connected. Trouble in {troubled} of {villages} villages.',
  someOffline: '{online}/{poles} loudspeakers connected, {offline} not.',
  nothingPlanned: 'No loudspeaker has a device yet.',
  stopInForce: 'The whole commune is stopped until {until}: {reason}',
  stopInZones: '{count} groups of loudspeakers are stopped until {until}: {reason}',
  households: '{count} households',
  polesOnline: '{online}/{poles} loudspeakers connected',
  noPoles: 'No loudspeakers yet',
  next: 'Next broadcast',
  onAir: 'On air',
  last: 'Last broadcast',
  noNext: 'No broadcast is planned.',
  noLast: 'No broadcast yet.',
  confirmed: 'People say: {answers}',
  noWordYet: 'no word yet',
  readyCount: 'ready {ready}/{total}',
  andOthers: '{place} and {count} more',
  signInLink: 'Sign in',
  recent: 'Just now',
  nothingYet: 'Nothing yet.',
  noCommune: 'No commune has been set up yet.',
  because: '{what} ({why})',
  signOut: 'Sign out',
  apiDocs: 'API documentation',
  toWork: 'To work',
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
};

export const signIn: SignInWords = {
  title: 'Sign in',
  login: 'Name or phone number',
  password: 'Password',
  submit: 'Sign in',
  lost: 'Lost the password: ask the commune officer for a new code.',
};

export const problemPage: ProblemPageWords = {
  heading: 'When you meet this message',
  status: 'HTTP status {status}',
  code: 'Code: {code}',
  trace: 'Trace number: {traceId}',
};
