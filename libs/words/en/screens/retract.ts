// English: the dialog that takes back what was wrong and corrects it where it sounded.
import type { SameWords } from '../../screens';
import type { retract as vietnamese } from '../../vi/screens/retract';

export const retract: SameWords<typeof vietnamese> = {
  title: 'Correction',
  button: 'Correct it…',
  what: 'It falls silent everywhere at once, its remaining bookings end, and the correction goes to exactly the speakers that played it.',
  effect: 'Silences {silences} broadcasts that sound or are about to; ends {cancels} bookings.',
  played: 'Played at {count} speakers',
  doubtful: 'Not known at {count} speakers',
  nowhere: 'No speaker has played it.',
  correction: 'The correction',
  later: 'Choose later',
  reason: 'Why it is corrected',
  order: 'Silence it and correct it',
  ordered: 'It is silenced and its bookings have ended.',
  orderedBooked: 'It is silenced. The correction waits for somebody else to approve it.',
  refused: 'The correction could not be booked yet: {why}',
  state: { sounding: 'sounding', sounded: 'played', doubtful: 'not known' },
};
