// English: what one person put on air alone, looked at afterwards.
import type { SameWords } from '../../screens';
import type { reviews as vietnamese } from '../../vi/screens/reviews';

export const reviews: SameWords<typeof vietnamese> = {
  title: 'Reviews',
  what: 'Put on air by one person alone. Another leader looks at it and signs within 24 hours.',
  nothing: 'Nothing waits for a review.',
  subjects: { emergency: 'Emergency by one person', village_notice: 'Notice of a village' },
  by: '{name} put it on air at {at}',
  reason: 'Reason: {reason}',
  due: 'To be signed before {at}',
  note: 'Note',
  inOrder: 'In order',
  notInOrder: 'Not in order',
  listen: 'What sounded',
  signed: '{name} signed: {verdict}',
  done: 'Signed',
};
