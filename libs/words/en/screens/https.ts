// English: why a phone gives no microphone to a page that came by http, and what the commune does about it, once.
import type { ScreenWords } from '../../screens';

export const https: ScreenWords['https'] = {
  title: 'Why the phone does not allow recording',
  why: 'A phone gives its microphone, and keeps a page for a time without a connection, only where the address begins with https. This page came by http. The phone is not broken, and nothing is lost.',
  address: 'The commune has an https address. Open the page there:',
  meanwhile: 'Until then',
  meanwhileFile: 'Record with the recorder that is on the phone already, then choose that file on the recording page.',
  meanwhileRest: 'Seeing the schedule, confirming, reporting trouble and approving work as always.',
  toRecord: 'To the recording page',
  once: 'Whoever set the system up does this once, in one of three ways',
  domain: 'With a domain of its own',
  domainHow:
    'Put Caddy or nginx in front of the server. It fetches and renews the certificate by itself. This is the best way.',
  certificate: 'With a certificate that is there already',
  certificateHow: 'Name the files of certificate and key in the settings LOA_TLS_CERT_FILE and LOA_TLS_KEY_FILE.',
  local: 'Without a domain, phones in the same network as the server',
  localHow:
    'Run “npm run cli -- certificate local” on the server. It prints every step; each phone installs the certificate of the commune once.',
  manual: 'Every step of each way stands in the README of the software, chapter “How a commune gets https”.',
};
