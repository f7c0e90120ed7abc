// English: the page on which a person sets a password by a one-time code.
import type { SameWords } from '../../screens';
import type { password as vi } from '../../vi/screens/password';

export const password: SameWords<typeof vi> = {
  title: 'Set a password',
  how: 'Type the one-time code from the administrator of the commune, then choose a password of at least 10 characters.',
  code: 'One-time code',
  fresh: 'New password',
  submit: 'Set the password',
};
