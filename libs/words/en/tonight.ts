// English: what will sound tonight and why, and the message after each slot.
import type { SlotSummaryWords, TonightWords } from '../catalogue';

export const tonight: TonightWords = {
  heading: '{commune}: from {from} to {to}',
  nothing: 'Nothing is planned.',
  unplanned:
    '{name}: could not be planned since {at}. What is shown of it was planned last, and is what its loudspeakers play.',
  startRules: {
    exact: 'at the chosen time',
    soonest: 'the next free minute',
    slot: 'slot {slot}',
    'with-rundown': 'broadcast {slot}',
    'at-once': 'at once',
  },
  behind: 'after {titles}',
  proposedBy: 'asked for by {name}',
  approvedBy: 'approved by {name} at {at}',
  held: 'not approved yet, holds its time',
  notOnAir: 'not on air: {reason}',
  kinds: { opening: 'Opening', closing: 'Closing', emergency: 'EMERGENCY', drill: 'DRILL' },
  anomalies: {
    'new-hour': 'Nothing was ever on air around {hour} o’clock.',
    'longest-ever': 'The longest so far: {duration}, before at most {before}.',
    'new-author': 'Nothing by this author was on air before.',
    'foreign-language': 'Nobody here speaks {languages}.',
  },
};

export const slotSummary: SlotSummaryWords = {
  allPlayed: '{slot} {date}: {played}/{due} villages played.',
  somePlayed: '{slot} {date}: {played}/{due} villages played everything.',
  noWord: 'with no word yet',
  trouble: '{village}: {controllers}/{of} poles {state} ({reason}).',
};
