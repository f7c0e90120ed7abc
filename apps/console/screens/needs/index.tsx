// "Việc cần xử lý": how today stands in one sentence, and what needs this person now, each with the one thing to do next.
import { slotOfDayKey } from '#domain';
import { api, ask, type Schema } from '#web';
import { fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { View } from '../../parts/view';
import { FIRST_ANSWERS } from '../../parts/first-answers';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { Column } from './column';
import { ComplaintRow } from './complaint-row';
import { FillingDiskRow, OpenDecodingRow, UnguardedLogRow, UnplannedRow, ZoneWithoutPolesRow } from './planning-rows';
import { SilentPoles } from './silent-poles';
import { SoonRow } from './soon-row';
import { TroubleRow } from './trouble-row';
import { WaitingRow } from './waiting-row';
import './needs.css';

const text = SCREENS.needs;
/** What is due soon becomes pressing by the clock alone, without any event. */
const LOOK_AGAIN_MS = 60_000;

export default function Needs() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  const needs = useServerQuery(
    ['needs', commune.id],
    () => ask(api.GET('/api/v1/communes/{id}/needs', { params: { path } })),
    { refetchInterval: LOOK_AGAIN_MS, firstAnswer: FIRST_ANSWERS.needs },
  );
  return (
    <>
      <h1>{SCREENS.shell.screens.needs}</h1>
      <View asked={needs}>{(now) => <Now needs={now} />}</View>
    </>
  );
}

function Now({ needs }: { readonly needs: Schema<'Needs'> }) {
  const { waiting, unplanned, zonesWithoutPoles, unguardedLog, fillingDisk, openDecoding } = needs;
  const { troubles, complaints, silentPoles, soon } = needs;
  const lists = [unplanned, zonesWithoutPoles, troubles, complaints, silentPoles];
  const ofMachine = [unguardedLog !== null, fillingDisk !== null, openDecoding.length > 0].filter(Boolean).length;
  const wrong = lists.reduce((sum, { length }) => sum + length, ofMachine);
  const pressing = soon.some(({ state }) => state === 'not-ready' || state === 'trouble');
  return (
    <>
      <p className="state-of-today">{sentence(needs.today)}</p>
      {waiting.length + wrong === 0 && !pressing ? (
        <p className="note all-clear">
          <span aria-hidden="true">✓</span> {text.allClear}
        </p>
      ) : null}
      <div className="columns">
        <Column heading={text.waiting} nothing={text.nothingWaits} count={waiting.length}>
          {waiting.map((need) => (
            <WaitingRow key={need.subjectId} need={need} />
          ))}
        </Column>
        <Column heading={text.handle} nothing={text.nothingWrong} count={wrong}>
          {unguardedLog ? <UnguardedLogRow trouble={unguardedLog} /> : null}
          {fillingDisk ? <FillingDiskRow disk={fillingDisk} /> : null}
          {openDecoding.length > 0 ? <OpenDecodingRow bounds={openDecoding} /> : null}
          {unplanned.map((need) => (
            <UnplannedRow key={`${need.part} ${need.subjectId}`} need={need} />
          ))}
          {zonesWithoutPoles.map((zone) => (
            <ZoneWithoutPolesRow key={zone.zoneId} zone={zone} />
          ))}
          {troubles.map((trouble) => (
            <TroubleRow key={`${trouble.rundownId} ${trouble.lastAt}`} trouble={trouble} />
          ))}
          {complaints.map((complaint) => (
            <ComplaintRow key={complaint.id} complaint={complaint} />
          ))}
          {silentPoles.length > 0 ? <SilentPoles poles={silentPoles} /> : null}
        </Column>
        <Column heading={text.soon} nothing={text.nothingSoon} count={soon.length}>
          {soon.map((broadcast) => (
            <SoonRow key={slotOfDayKey(broadcast)} broadcast={broadcast} />
          ))}
        </Column>
      </div>
    </>
  );
}

/** "Hôm nay 14 buổi phát, 5 đã phát, 7 sẵn sàng, 2 cần xử lý." What is nothing is not said. */
function sentence(today: Schema<'Needs'>['today']): string {
  const total = Object.values(today).reduce((sum, count) => sum + count, 0);
  if (total === 0) return text.todayNone;
  const countOf = (state: keyof typeof text.counts) =>
    state === 'toHandle' ? (today['not-ready'] ?? 0) + (today.trouble ?? 0) : (today[state] ?? 0);
  const parts = (Object.keys(text.counts) as (keyof typeof text.counts)[])
    .filter((state) => countOf(state) > 0)
    .map((state) => fill(text.counts[state], { count: countOf(state) }));
  return `${[fill(text.today, { total }), ...parts].join(', ')}.`;
}
