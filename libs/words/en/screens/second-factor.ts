// English: the code from the phone, besides the password.
import type { ScreenWords } from '../../screens';

export const secondFactor: ScreenWords['secondFactor'] = {
  title: 'Code from the phone',
  why: 'When it is on, signing in takes the password and six digits from your phone. Somebody who knows your password does not come in.',
  off: 'It is off. The password is enough to sign in.',
  required: 'Your commune asks you to turn this on before you work. As soon as it is on, everything is open.',
  on: 'It has been on since {at}.',
  codesLeft: 'Recovery codes left: {count}.',
  begin: 'Turn on the code from the phone',
  step1: '1. Install an app on your phone that makes codes, for example Google Authenticator.',
  step2: '2. In the app, add an account and scan this square. If you are on that phone now, press “Open the app”.',
  openApp: 'Open the app',
  typed: 'If it cannot be scanned, type this key into the app:',
  step3: '3. Type the six digits that the app shows.',
  code: 'Code from the phone',
  confirm: 'Turn on',
  paper: 'Your recovery codes',
  paperWhy:
    'Write these ten codes on paper and keep it apart from the phone. Without the phone, type one of them instead of its code; each counts once. This page is shown only once.',
  paperKept: 'I wrote them down',
  renew: 'Make ten other recovery codes',
  renewWhy: 'The recovery codes from before are void then.',
  turnOff: 'Turn off the code from the phone',
  back: 'Back to my page',
  signInTitle: 'Type the code from the phone',
  signInHow:
    'The password is right. Open the app on your phone and type the six digits it shows. Without the phone, type a recovery code.',
  signInCode: 'Code from the phone, or a recovery code',
  lost: 'Without phone and paper, call the administrator of the commune.',
  again: 'Sign in from the beginning',
  account: 'Signing in can also ask for a code from your phone.',
  manage: 'Turn on or off, recovery codes',
};
