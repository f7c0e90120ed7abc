// English: what the check of an installation says.
import type { Catalogue } from '../catalogue';

export const doctor: Catalogue['doctor'] = {
  heading: '{name}: the last {days} days',
  holds: '✓ {sentence}',
  broken: '✗ {sentence} Not so in {count} places:',
  more: '… and in {count} more',
  noAirLog: 'Real loudspeakers write down no sounds on this machine: the database alone was looked at.',
  decodingHolds: '✓ Recordings are decoded without network, other files, further programs.',
  decodingOpen: '! A hostile recording could reach: {missing}. Install bubblewrap.',
  sentences: {
    I1: 'Every playback ends.',
    I2: 'Nothing sounds twice.',
    I3: 'Nothing sounds before its time or after its late limit.',
    I5: 'What sounds is what was ordered, byte for byte.',
    I6a: 'Nothing sounds on a pole for which it was not meant.',
    I7a: 'Played, interrupted, missed and refused are what was heard.',
    I7b: 'Nothing is called played without a receipt of its own pole.',
    I13: 'One box makes one sound at a time.',
    I15b: 'What a box told is stored without gaps.',
    I15c: 'Every receipt is about something that was on air.',
    I17: 'The event log verifies.',
  },
};
