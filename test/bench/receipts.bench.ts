// What the receipts of many poles cost the server, beside what a bare database takes for the same number of rows, and beside saving each alone.
// Where an envelope holds one or two receipts its signature and that of its answer cost most; what these take alone is measured too.
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { PoleOnAir } from '../support/poles-on-air';
import type { Unnumbered } from '../support/signing-box';
import { BareReceipts } from './support/bare-receipts';
import { cpuUsOf, type Bench, type Cost, type Figure, type OpenBench } from './support/bench';
import { acceptedAndReady, played, ReportingPoles, started } from './support/reporting-poles';

const [POLES, QUICK_POLES] = [500, 200];
/** Poles of a commune, and entries of its programme. */
const [POLES_OF_A_COMMUNE, ENTRIES] = [44, 73];
/** Items that sounded while a line was down. */
const MORNING = 20;

const SIGNATURES =
  'an envelope with one receipt pays alone for its two signatures, which take most of the gate by themselves, for its parsing and its acknowledgement';
const NOT_ONLY_A_ROW =
  'a batch makes a row far cheaper than save(), but a receipt is also verified, moves its playback and is told in the chain of events';

const keys = generateKeyPairSync('ed25519');

/** Verifying one envelope and signing its answer, in microseconds. */
async function signaturesUs(): Promise<number> {
  const times = 200;
  const bytes = Buffer.alloc(500, 1);
  const signature = sign(null, bytes, keys.privateKey);
  const costUs = await cpuUsOf(() => {
    for (let time = 0; time < times; time += 1) {
      verify(null, bytes, keys.publicKey, signature);
      sign(null, bytes, keys.privateKey);
    }
  });
  return costUs / times;
}

/** The receipts of both sides of item `item`, twenty of them. */
function morning(pole: PoleOnAir): readonly Unnumbered[] {
  return Array.from({ length: MORNING }, (_, item) => [started(pole, item), played(pole, item)]).flat();
}

async function open(isQuick: boolean): Promise<OpenBench> {
  const count = isQuick ? QUICK_POLES : POLES;
  const poles = await ReportingPoles.open(count, ENTRIES);
  const bare = await BareReceipts.open();
  const perReceipt = (
    speakers: number,
    receiptsOf: (pole: PoleOnAir, round: number) => readonly Unnumbered[],
  ): Cost => {
    return async (round) => {
      let receipts = 0;
      const costUs = await poles.takingUs(speakers, (pole) => {
        const said = receiptsOf(pole, round);
        receipts += said.length;
        return said;
      });
      return costUs / receipts;
    };
  };
  const one = perReceipt(count, (pole, round) => [started(pole, round)]);
  const many = perReceipt(POLES_OF_A_COMMUNE, morning);
  const rowUs = () => bare.rowUs();
  const beside = 'a bare row of a batch of 1,000';
  const unit = 'µs CPU per receipt';
  const figures: readonly Figure[] = [
    {
      ...{ gate: 'P9', what: `"started" of ${count} poles, one in an envelope`, whyMissed: SIGNATURES },
      ...{ beside, unit, atMost: 10, measure: 'ratio', subject: one, control: rowUs },
    },
    {
      ...{ gate: 'P9', what: 'the two signatures of an envelope and its answer, nothing else' },
      ...{ beside, unit: 'µs CPU', atMost: null, measure: 'ratio', subject: signaturesUs, control: rowUs },
    },
    {
      ...{ gate: 'P9', what: `a morning after a bad line: "started" and "played" of ${MORNING} items of 44 poles` },
      ...{ beside, unit, atMost: 10, measure: 'ratio', subject: many, control: rowUs },
    },
    {
      ...{ gate: 'P9', what: 'a receipt of that morning', beside: 'a receipt by save() of a repository' },
      ...{ unit, atMost: 0.025, whyMissed: NOT_ONLY_A_ROW },
      ...{ measure: 'ratio', subject: many, control: () => bare.savedUs() },
    },
    {
      ...{ gate: 'issue 11', what: `a pole that took over its programme and is ready with ${ENTRIES} entries` },
      ...{ beside, unit: 'µs CPU per pole', atMost: null, measure: 'ratio', control: rowUs },
      subject: async () => (await poles.takingUs(POLES_OF_A_COMMUNE, acceptedAndReady)) / POLES_OF_A_COMMUNE,
    },
  ];
  return {
    figures,
    close: async () => {
      await bare.close();
      await poles.close();
    },
  };
}

export default { open } satisfies Bench;
