// English: the reason chain, around its sentences.
import type { ScreenWords } from '../../screens';

export const why: ScreenWords['why'] = {
  chain: 'Step by step, from the recording to the listener',
  runAll: 'Every step is done.',
  polesOf: '{title}: each loudspeaker ({count})',
  evidence: 'Evidence',
  evidenceOf: 'Evidence: {name}',
  evidenceSigned:
    'The device signed every line below with its own key; the server checked each signature before it kept the line.',
  noEvidence: 'The device has sent no report about this playback yet.',
  receiptLine: '{at} (the server got it at {received}): {what}',
  receipts: {
    ready: 'has the sound',
    started: 'about to play, written down before the sound',
    played: 'played to its end',
    interrupted: 'cut short',
    missed: 'did not play',
    refused: 'refused to play',
  },
};
