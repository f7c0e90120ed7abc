// The line in the QR code of a new box.
import { enrolmentText, readEnrolmentText } from './enrolment-text';

describe('an invitation of a box', () => {
  it('is read as it was written, with or without a slash behind the address', () => {
    const code = '7KQ2-MX9B-HT4C';
    for (const serverUrl of ['https://loa.xa.vn', 'http://127.0.0.1:8080']) {
      expect(readEnrolmentText(enrolmentText({ serverUrl: `${serverUrl}/`, code }))).toEqual({ serverUrl, code });
    }
  });

  it.each([
    '',
    'https://loa.xa.vn',
    'https://loa.xa.vn/#enrol=',
    '7KQ2-MX9B-HT4C',
    'ftp://xa/#enrol=A',
    'https://a b/#enrol=A',
  ])('is none: "%s"', (text) => {
    expect(readEnrolmentText(text)).toBeUndefined();
  });
});
