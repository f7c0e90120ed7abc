// English: what stands around every page of the phones.
import type { ScreenWords } from '../../screens';

export const phone: ScreenWords['phone'] = {
  call: 'Call the commune officer {phone}',
  asOf: 'As of {at}',
  offline: 'This phone has no connection. What you see is as of {at}.',
  signOut: 'Sign out',
  home: 'To the start page',
  askForHelp: 'If you need help, call the commune officer.',
};
