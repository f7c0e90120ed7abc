// English: the button that silences, on every screen.
import type { SameWords } from '../../screens';
import type { stop as vietnamese } from '../../vi/screens/stop';

export const stop: SameWords<typeof vietnamese> = {
  button: 'Stop the sound',
  title: 'Stop the sound',
  what: 'What sounds now falls silent at once. What comes due meanwhile is not played, not even an emergency.',
  where: 'Where to stop',
  wholeCommune: 'The whole commune',
  someVillages: 'Some villages',
  howLong: 'For how long',
  minutes: '{count} minutes',
  hours: '{count} hours',
  reason: 'Reason',
  reasonDefault: 'Stopped from the desk',
  confirm: 'Stop now',
  cancel: 'Leave it',
  done: 'The sound is stopped.',
  unpublished:
    'The stop is written down but could not be sent to the speakers at once. They get it with their next programme.',
  inForce: 'Stopped in {where} until {until}: {reason}',
  muted: 'Muted by the village head in {where} until {until}. An emergency sounds all the same.',
  lift: 'Let it sound again',
};
