// What the QR code for a new box says: where its server is and by which one-time code it is taken. The code stands behind `#`, so that a phone
// which opens the address by mistake does not send it anywhere.

const MARK = '/#enrol=';

/** Where a box enrols, and by what. */
interface EnrolmentInvitation {
  readonly serverUrl: string;
  readonly code: string;
}

/** As one line of text, such as `https://loa.xa.vn/#enrol=7KQ2-MX9B-HT4C`. */
export function enrolmentText({ serverUrl, code }: EnrolmentInvitation): string {
  return `${serverUrl.replace(/\/$/, '')}${MARK}${code}`;
}

/** Reads the line again; undefined when it is none. */
export function readEnrolmentText(text: string): EnrolmentInvitation | undefined {
  const [serverUrl = '', code = '', ...rest] = text.trim().split(MARK);
  return /^https?:\/\/[^\s/]+$/.test(serverUrl) && /^[A-Za-z0-9-]+$/.test(code) && rest.length === 0
    ? { serverUrl, code }
    : undefined;
}
