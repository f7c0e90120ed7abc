// English: what the verification of the event log says.
import type { Catalogue } from '../catalogue';

export const audit: Catalogue['audit'] = {
  intact: 'The log is as it was written: {events} events.',
  older: '{count} of them are older than the chain, and nothing protects those.',
  sealed: 'Last signature: up to number {number}, on {time}, key {key}.',
  unsealed: '{count} events after it are not signed yet.',
  neverSealed: 'Nobody has signed this log yet.',
  firstBadRow: 'Written as event {sequence} on {time}, kind {kind}.',
  faults: {
    altered: 'First bad row: number {number} was changed, moved or put in.',
    rewritten:
      'First bad row: number {number}, or one before it, was written anew; it is not what was noted or signed.',
    missing: 'First bad row: number {number} is gone.',
    'older-missing': 'Rows that are older than the chain are gone.',
    doubled: 'First bad row: number {number} is there twice.',
    unchained: 'First bad row: it stands outside the chain, where none may be.',
    'beyond-end': 'First bad row: number {number} follows the end of the log as it was noted.',
    'bad-seal': 'First bad row: the signature over number {number} was not made with the key of the commune.',
  },
};
