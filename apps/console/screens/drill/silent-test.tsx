// The silent test: the whole way to every pole is tried, nothing sounds, and every pole says what it found.
import { fill, timeText } from '#words';
import { failedChecks } from '#domain';
import type { Schema } from '#web';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { useBeginSelfTest, useSelfTests } from './drill-acts';
import { PoleTable } from './pole-table';

const text = SCREENS.drill;

export function SilentTest() {
  const tests = useSelfTests();
  const begin = useBeginSelfTest();
  return (
    <section className="drill-part card" aria-label={text.selfTest}>
      <h2>{text.selfTest}</h2>
      <p>{text.selfTestHint}</p>
      <div className="acts">
        <button type="button" className="outlined" disabled={begin.isPending} onClick={() => begin.mutate('now')}>
          {text.selfTestNow}
        </button>
      </div>
      <RefusalNote refusal={begin.error} />
      <View asked={tests} isEmpty={(all) => all.length === 0} empty={text.selfTestNone}>
        {(all) => all.map((test) => <Test key={test.id} test={test} />)}
      </View>
    </section>
  );
}

const LOOKS = { asked: 'waiting', passed: 'played', failed: 'trouble', 'no-answer': 'trouble' } as const;

function Test({ test: { startedAt, results } }: { readonly test: Schema<'SelfTest'> }) {
  const { commune } = useDesk();
  const passed = results.filter(({ state }) => state === 'passed').length;
  const at = timeText(Date.parse(startedAt), commune.timeZone);
  return (
    <details className="self-test">
      <summary>{fill(text.selfTestAt, { at, passed, all: results.length })}</summary>
      <PoleTable results={results} state={(result) => <Outcome {...result} />} />
    </details>
  );
}

function Outcome({ state, findings }: Schema<'SelfTest'>['results'][number]) {
  const failed = findings ? failedChecks(findings as Parameters<typeof failedChecks>[0]) : [];
  return (
    <>
      <StateBadge look={LOOKS[state]}>{text.testStates[state]}</StateBadge>{' '}
      {failed.map((check) => text.checks[check]).join(', ')}
    </>
  );
}
