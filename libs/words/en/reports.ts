// English: headings of the tables that are exported.
import type { AuditTableWords, ReportTableWords } from '../catalogue';

export const reportTables: ReportTableWords = {
  village: 'Village',
  households: 'Households',
  minutes: 'Minutes sounded',
  seconds: 'Seconds sounded',
  secondsIn: 'Seconds: {language}',
  due: 'Plays due',
  played: 'Played in full',
  interrupted: 'Cut short',
  missed: 'Not played',
  unconfirmed: 'No word',
  begun: 'Begun',
  onTime: 'Begun on time',
  asked: 'Broadcasts asked about',
  answered: 'Broadcasts answered',
  total: 'Whole commune',
  day: 'Day',
  slot: 'Slot',
  titles: 'Content',
  state: 'State',
  reason: 'Reason',
  poles: 'Loudspeakers',
};

export const auditTable: AuditTableWords = {
  number: 'Number',
  at: 'Time',
  kind: 'Event code',
  what: 'What happened',
  actor: 'Who',
  subject: 'Subject',
  details: 'Details',
  hash: 'Hash',
};
