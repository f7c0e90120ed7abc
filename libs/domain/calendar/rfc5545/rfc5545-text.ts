// Series as RFC 5545 text, out and in.
export { rfc5545Of } from './write';
export { MAX_RFC5545_LENGTH, recurrenceFromRfc5545 } from './read';
