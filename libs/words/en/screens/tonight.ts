// English: what will sound in the next day and night.
import type { ScreenWords } from '../../screens';

export const tonight: ScreenWords['tonight'] = {
  span: 'From {from} to {to}. Planned at this very moment: what is shown is what plays.',
  unusual: 'Look twice',
  nothingUnusual: 'Nothing unusual.',
  ask: 'Which village, and when?',
  village: 'Village',
  time: 'Time',
  answerAt: '{village} at {at}: {title}.',
  answerNothing: '{village} at {at}: nothing is on air.',
  answerNext: 'Next at {at}: {title}.',
  programme: '{village}: programme',
  columns: { when: 'Time', what: 'What', why: 'Why' },
  nothing: 'Nothing is planned.',
  states: { planned: 'To play', held: 'Waits for approval', dropped: 'Not on air', cancelled: 'Cancelled' },
};
