// Series as RFC 5545 text, out and in.
export { rfc5545Of, type Series } from './rfc5545/write';
export { MAX_RFC5545_LENGTH, recurrenceFromRfc5545, type ReadSeries } from './rfc5545/read';
