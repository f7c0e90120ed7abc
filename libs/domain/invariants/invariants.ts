// The table of what must always hold, each with its number in the list of invariants and a sentence. A run in which nothing of it is broken is a
// good run, whatever befell it.
import { AirEvidence } from './evidence';
import type { Facts, Violation } from './facts';
import * as plays from './of-plays';
import * as records from './of-records';
import * as sounds from './of-sounds';

interface Invariant {
  /** In the list of invariants; one that is not in it has a letter. */
  readonly number: string;
  readonly sentence: string;
  readonly broken: (evidence: AirEvidence) => readonly string[];
}

// prettier-ignore
export const INVARIANTS: readonly Invariant[] = [
  { number: 'I1',  sentence: 'Every playback ends.',                                                    broken: records.everythingEnds },
  { number: 'I2',  sentence: 'Nothing sounds twice.',                                                   broken: sounds.onceOnly },
  { number: 'I3',  sentence: 'Nothing sounds before its time or after its late limit.',                 broken: sounds.inItsTime },
  { number: 'I4',  sentence: 'Nothing sounds that nobody approved before.',                             broken: sounds.approved },
  { number: 'I5',  sentence: 'What sounds is what was ordered, byte for byte.',                         broken: sounds.theApprovedSound },
  { number: 'I6a', sentence: 'Nothing sounds on a pole for which it was not approved.',                 broken: sounds.whereItWasApproved },
  { number: 'I6b', sentence: 'What is known to be taken off does not begin, and falls silent.',         broken: sounds.silentOnceTakenOff },
  { number: 'I6e', sentence: 'What is cancelled is silent soon wherever a pole can be reached.',         broken: sounds.cancelsAreCarried },
  { number: 'I6c', sentence: 'A stopped pole begins nothing.',                                          broken: sounds.silentWhileStopped },
  { number: 'I6d', sentence: 'In quiet hours only an emergency sounds.',                                broken: sounds.quietHoursKept },
  { number: 'I7a', sentence: 'Played, interrupted, missed and refused are what the air log says.',      broken: records.saysWhatSounded },
  { number: 'I7b', sentence: 'Nothing is called played without a receipt of its own pole.',             broken: records.playedNeedsReceipt },
  { number: 'I7c', sentence: 'What sounded is told as it sounded.',                                     broken: records.nothingHeardIsForgotten },
  { number: 'I8',  sentence: 'Unconfirmed is only what a pole could not say.',                          broken: records.unconfirmedHasAReason },
  { number: 'I13', sentence: 'One box makes one sound at a time.',                                      broken: sounds.oneAtATime },
  { number: 'I14', sentence: 'What a zone is given is numbered upwards, and one number means one thing.', broken: records.versionsRise },
  { number: 'I15a', sentence: 'What a box said is stored in the end.',                                  broken: records.receiptsAreKept },
  { number: 'I15b', sentence: 'A journal is stored without gaps.',                                      broken: records.receiptsWithoutGap },
  { number: 'I15c', sentence: 'A receipt is about something that is known.',                           broken: records.receiptsAreOfSomething },
  { number: 'I17', sentence: 'The event log verifies.',                                                 broken: records.logVerifies },
  { number: 'I23', sentence: 'A village is asked about what sounded.',                                  broken: records.villagesAreAsked },
  { number: 'E',   sentence: 'While an emergency holds the air nothing else begins.',                   broken: sounds.emergenciesFirst },
  { number: 'P1',  sentence: 'A pole that was ready and fit played, whatever became of the server.',    broken: plays.readyPolesPlay },
  { number: 'P1b', sentence: 'Such a pole began on time, unless another sound stood before it.',         broken: plays.readyPolesAreExact },
  { number: 'P2',  sentence: 'What was approved in time sounded where nothing was in the way.',         broken: plays.approvedSounds },
  { number: 'P3',  sentence: 'An emergency sounded where nothing was in the way.',                      broken: plays.emergenciesSound },
  { number: 'F',   sentence: 'No act, job or box fails in a way that nobody foresaw.',                  broken: records.nothingFails },
];

/** Everything of the table that does not hold. */
export function violationsOf(facts: Facts): readonly Violation[] {
  const evidence = new AirEvidence(facts);
  return INVARIANTS.flatMap(({ number, broken }) => broken(evidence).map((what) => ({ invariant: number, what })));
}
