// English: what I am told, and my own account.
import type { ScreenWords } from '../../screens';

export const account: ScreenWords['account'] = {
  heading: 'My account',
  notices: 'Notices to me',
  unread: 'Notices to me: {count} unread',
  noNotices: 'No notices yet.',
  markRead: 'Read',
  markReadOf: 'Read: {notice}',
  markAll: 'Mark all as read',
  current: 'Current password',
  password: 'Password',
  newPassword: 'New password (at least 10 characters)',
  changePassword: 'Change the password',
  passwordHow: 'Afterwards every open device has to sign in again with the new password.',
  pin: 'PIN on the phone',
  newPin: 'New PIN (six digits)',
  savePin: 'Save the PIN',
  pinSaved: 'The PIN was saved.',
  tokens: 'My access tokens',
  noTokens: 'None so far. No program acts for me.',
  tokenMade: 'Made at {at}.',
  tokenSession: 'From the sign-in at {at}.',
  tokenUsed: 'Last used at {at}.',
  tokenUnused: 'Never used.',
  endToken: 'Revoke',
  endTokenOf: 'Revoke the token {name}',
};
