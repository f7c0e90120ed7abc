// The programme of the week on paper: A4, one page for each village, with a code that leads to what can be looked up on a phone.
import { encode } from 'uqr';
import { api, ask } from '#web';
import { dateText, fill, timeText } from '#words';
import type { LocalDate } from '#domain';
import { useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { keyOf } from './grid/pill';
import { shownEntries, type Schedule } from './sheet/schedule-data';
import '../../parts/paper.css';
import './print-sheets.css';

const text = SCREENS.schedule;

export function PrintSheets({
  schedule,
  dates,
}: {
  readonly schedule: Schedule;
  readonly dates: readonly LocalDate[];
}) {
  const { commune } = useDesk();
  // The page of a pole is open to everybody, so the code leads there; where a village has none yet, to the public board.
  const poles = useServerQuery(['places', 'controllers', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/controllers', { params: { path: { id: commune.id } } })),
  );
  const days = [...new Set([dates[0]!, dates.at(-1)!])].map((date) => dateText(LANGUAGE, date)).join(' – ');
  const entries = shownEntries(schedule).filter(({ state }) => state === 'planned' || state === 'held');
  return (
    <div className="sheets" aria-hidden="true">
      {schedule.villages.map(({ village, zones }) => {
        const ids = new Set(zones.map(({ id }) => id));
        const pole = poles.data?.items.find(({ zoneId }) => ids.has(zoneId));
        const address = `${location.origin}/${pole ? `pole/${pole.publicCode}` : ''}`;
        const own = entries.filter(({ air }) => air.some(({ zoneId }) => ids.has(zoneId)));
        return (
          <article key={village.id} className="sheet">
            <header>
              <div>
                <h1>{fill(text.sheetTitle, { village: `${village.label} ${village.name}` })}</h1>
                <p>
                  {commune.name}, {commune.province}
                  <br />
                  {days}
                </p>
              </div>
              <figure>
                <Code address={address} />
                <figcaption>{address}</figcaption>
              </figure>
            </header>
            {dates.map((date) => {
              const ofDay = own.filter(({ localDate }) => localDate === date);
              return (
                <section key={date}>
                  <h2>{dateText(LANGUAGE, date)}</h2>
                  <ul>
                    {ofDay.length === 0 ? <li>{text.nothingOnDay}</li> : null}
                    {ofDay.map((entry) => (
                      <li key={keyOf(entry)}>
                        <strong>{timeText(Date.parse(entry.startsAt), schedule.timeZone)}</strong> {entry.title}
                        {entry.state === 'held' ? ` (${text.states.held})` : ''}
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
            <footer>{text.sheetFoot}</footer>
          </article>
        );
      })}
    </div>
  );
}

function Code({ address }: { readonly address: string }) {
  const { data: points, size } = encode(address);
  const path = points.flatMap((line, y) => line.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className="sheet-code">
      <path d={path} />
    </svg>
  );
}
