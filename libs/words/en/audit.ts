// English: what the verification of the event log says.
import type { Catalogue } from '../catalogue';

export const audit: Catalogue['audit'] = {
  intact: 'The log is as it was written: {events} events.',
  older: '{count} of them are older than the chain, and nothing protects those.',
  sealed: 'Last signature: up to number {number}, on {time}, key {key}.',
  unsealed: '{count} events after it are not signed yet.',
  neverSealed: 'Nobody has signed this log yet.',
  keptOutside:
    'Kept outside the database: up to number {number}, on {time}. What came after it, one machine cannot prove.',
  unbacked: {
    announcement: 'Announcement {id}: the log does not tell of this approval.',
    booking: 'Booking {id}: the log does not tell of this approval.',
    'emergency-request': 'Emergency {id}: the log does not tell of whoever asked for it.',
    emergency: 'Emergency {id}: the log does not tell of this confirmation.',
  },
  unproven:
    '{count} signatures from before {time} cannot be checked: their key was lost, and the log was begun anew then. What they say fits the rows.',
  begun: 'From here on the log is signed anew, and its heads are kept in {folder}.',
  nothingToBegin: 'Nothing was signed yet, so nothing can be lost.',
  contradicted: {
    unknown: '{thing} {id}: it stands in the data, and the log does not know it.',
    missing: '{thing} {id}: the log knows it, and it is gone from the data.',
    otherwise: '{thing} {id}: the data is not what the log says. Otherwise: {fields}.',
  },
  records: {
    recording: 'Recording',
    announcement: 'Announcement',
    booking: 'Booking',
    emergency: 'Emergency',
    'emergency-template': 'Emergency template',
    stop: 'Stop',
    retraction: 'Retraction',
    confirmation: 'Word of a village',
    review: 'Review',
    complaint: 'Complaint',
    'special-day': 'Special day',
    slot: 'Slot',
    village: 'Village',
    zone: 'Zone',
    controller: 'Loudspeaker',
    commune: 'Commune',
    approval: 'Approval',
    person: 'Person',
    grant: 'Role',
    delegation: 'Delegation',
    device: 'Box',
    playback: 'Playback',
    journal: 'Journal of a box',
  },
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
    'bad-seal':
      'First bad row: the signature over number {number} was not made with a key that is here. Somebody else signed it, or its key is gone from the folder of keys: bring that back from a backup.',
    'older-added': 'Rows were put in that claim to be older than the chain.',
    'seals-missing': 'Signatures over the log are gone.',
    'head-missing': 'The log was signed, but what was kept of it outside the database is gone.',
    'key-missing':
      'The key that signs the log is not in its folder, so no signature can be checked. Nothing speaks of anybody having changed the log. Take the key from a backup; if it is lost for good, run "audit begin".',
    'bad-head': 'What is kept of the log outside the database was not signed with a key of this installation.',
  },
};
