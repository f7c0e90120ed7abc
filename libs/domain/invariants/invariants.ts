// The table of what must always hold, each with its number in the list of invariants and a sentence. A run in which nothing of it is broken is a
// good run, whatever befell it.
import { AirEvidence } from './evidence';
import type { Facts, Violation } from './facts';
import * as plays from './of-plays';
import * as records from './of-records';
import * as sounds from './of-sounds';

/**
 * What must be known to ask for an invariant. `rows`: the database. `air-log`: besides, what truly sounded. `life`: besides, everything that befell
 * poles and people and what reached whom, which is written down in a simulation only.
 */
export type Known = 'rows' | 'air-log' | 'life';

/** What can be asked of an installation that somebody uses. */
export type CheckedInvariant = 'I1' | 'I2' | 'I3' | 'I5' | 'I6a' | 'I7a' | 'I7b' | 'I13' | 'I15b' | 'I15c' | 'I17';

interface Rule {
  readonly sentence: string;
  readonly broken: (evidence: AirEvidence) => readonly string[];
}

/** `number`: in the list of invariants; one that is not in it has a letter. */
type Invariant = Rule &
  (
    | { readonly number: CheckedInvariant; readonly asks: 'rows' | 'air-log' }
    | { readonly number: string; readonly asks: 'life' }
  );

// prettier-ignore
export const INVARIANTS: readonly Invariant[] = [
  { number: 'I1',  asks: 'rows',    sentence: 'Every playback ends.',                                                    broken: records.everythingEnds },
  { number: 'I2',  asks: 'air-log', sentence: 'Nothing sounds twice.',                                                   broken: sounds.onceOnly },
  { number: 'I3',  asks: 'air-log', sentence: 'Nothing sounds before its time or after its late limit.',                 broken: sounds.inItsTime },
  { number: 'I4',  asks: 'life',    sentence: 'Nothing sounds that nobody approved before.',                             broken: sounds.approved },
  { number: 'I5',  asks: 'air-log', sentence: 'What sounds is what was ordered, byte for byte.',                         broken: sounds.theApprovedSound },
  { number: 'I6a', asks: 'air-log', sentence: 'Nothing sounds on a pole for which it was not approved.',                 broken: sounds.whereItWasApproved },
  { number: 'I6b', asks: 'life',    sentence: 'What is known to be taken off does not begin, and falls silent.',         broken: sounds.silentOnceTakenOff },
  { number: 'I6e', asks: 'life',    sentence: 'What is cancelled is silent soon wherever a pole can be reached.',         broken: sounds.cancelsAreCarried },
  { number: 'I6c', asks: 'life',    sentence: 'A stopped pole begins nothing.',                                          broken: sounds.silentWhileStopped },
  { number: 'I6d', asks: 'life',    sentence: 'In quiet hours only an emergency sounds.',                                broken: sounds.quietHoursKept },
  { number: 'I7a', asks: 'air-log', sentence: 'Played, interrupted, missed and refused are what the air log says.',      broken: records.saysWhatSounded },
  { number: 'I7b', asks: 'rows',    sentence: 'Nothing is called played without a receipt of its own pole.',             broken: records.playedNeedsReceipt },
  { number: 'I7c', asks: 'life',    sentence: 'What sounded is told as it sounded.',                                     broken: records.nothingHeardIsForgotten },
  { number: 'I8',  asks: 'life',    sentence: 'Unconfirmed is only what a pole could not say.',                          broken: records.unconfirmedHasAReason },
  { number: 'I13', asks: 'air-log', sentence: 'One box makes one sound at a time.',                                      broken: sounds.oneAtATime },
  { number: 'I14', asks: 'life',    sentence: 'What a zone is given is numbered upwards, and one number means one thing.', broken: records.versionsRise },
  { number: 'I15a', asks: 'life',    sentence: 'What a box said is stored in the end.',                                  broken: records.receiptsAreKept },
  { number: 'I15b', asks: 'rows',    sentence: 'A journal is stored without gaps.',                                      broken: records.receiptsWithoutGap },
  { number: 'I15c', asks: 'rows',    sentence: 'A receipt is about something that is known.',                           broken: records.receiptsAreOfSomething },
  { number: 'I17', asks: 'rows',    sentence: 'The event log verifies.',                                                 broken: records.logVerifies },
  { number: 'I23', asks: 'life',    sentence: 'A village is asked about what sounded.',                                  broken: records.villagesAreAsked },
  { number: 'E',   asks: 'life',    sentence: 'While an emergency holds the air nothing else begins.',                   broken: sounds.emergenciesFirst },
  { number: 'P1',  asks: 'life',    sentence: 'A pole that was ready and fit played, whatever became of the server.',    broken: plays.readyPolesPlay },
  { number: 'P1b', asks: 'life',    sentence: 'Such a pole began on time, unless another sound stood before it.',         broken: plays.readyPolesAreExact },
  { number: 'P2',  asks: 'life',    sentence: 'What was approved in time sounded where nothing was in the way.',         broken: plays.approvedSounds },
  { number: 'P3',  asks: 'life',    sentence: 'An emergency sounded where nothing was in the way.',                      broken: plays.emergenciesSound },
  { number: 'F',   asks: 'life',    sentence: 'No act, job or box fails in a way that nobody foresaw.',                  broken: records.nothingFails },
];

/** Everything of the table that does not hold, as far as it can be asked. */
export function violationsOf(
  facts: Facts,
  known: readonly Known[] = ['rows', 'air-log', 'life'],
): readonly Violation[] {
  const evidence = new AirEvidence(facts);
  return INVARIANTS.filter(({ asks }) => known.includes(asks)).flatMap(({ number, broken }) =>
    broken(evidence).map((what) => ({ invariant: number, what })),
  );
}
