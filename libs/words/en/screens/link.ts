// English: the pages behind a personal link, and the doors that ask for a PIN.
import type { ScreenWords } from '../../screens';

export const link: ScreenWords['link'] = {
  hello: 'Hello {name}',
  forVillage: 'The page of the village loudspeakers, for {name} alone.',
  askPin: 'PIN of 6 digits',
  askPassword: 'Password',
  pinOnce: 'Only once on this phone. The commune officer told you the PIN.',
  enter: 'Open the page of the village',
  ended: 'This link is no longer good',
  endedHint: 'Call the commune officer for a new one.',
  pinTitle: 'Open the page of the village',
  login: 'Sign-in name or phone number',
  byPassword: 'Sign in with a password',
  approveTitle: 'Approve content and schedule',
  asks: '{name} is asked to approve this. The link is good until {until}.',
  listen: 'Listen in {language}, {duration}',
  script: 'Script',
  airtimes: 'On air at',
  moreTimes: 'and {count} more times',
  places: 'Where',
  conflicts: 'In the way of this schedule',
  approve: 'Approve content and schedule',
  notReady: 'The sound is not ready yet, so it cannot be approved. Open this again in a few minutes.',
  listenFirst: 'Listen to all of it before you approve. Your PIN is your signature.',
  approved: 'Approved. It goes on air as scheduled.',
  approvedHint: 'You can close this page. The link has done its work.',
};
