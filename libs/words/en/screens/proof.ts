// English: the password once more, before something weighty is done.
import type { ScreenWords } from '../../screens';

export const proof: ScreenWords['proof'] = {
  title: 'Type your password once more',
  how: 'You signed in more than 15 minutes ago. Type your password once more, so that it is certain that you sit here. What you were doing stays as it is.',
  password: 'Your password',
  code: 'Code from the phone, or a recovery code',
  submit: 'Go on',
  leave: 'Do not do it',
};
