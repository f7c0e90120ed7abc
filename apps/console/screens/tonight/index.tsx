// "Tối nay phát gì": the next day and night, village by village, what is unusual first, each line with its why.
import { api, ask, type Schema } from '#web';
import { dayAndTimeText, fill, timeText } from '#words';
import { useServerQuery } from '../../parts/queries';
import { StateBadge, type Look } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { Inspector } from './inspector';
import { titleOf } from './title-of';
import './tonight.css';

const text = SCREENS.tonight;
const LOOKS: Readonly<Record<Schema<'TonightLine'>['state'], Look>> = {
  planned: 'toPlay',
  held: 'waiting',
  dropped: 'trouble',
  cancelled: 'quiet',
};

export default function Tonight() {
  const { commune } = useDesk();
  const path = { id: commune.id };
  const tonight = useServerQuery(['tonight', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/tonight', { params: { path } })),
  );
  return (
    <>
      <h1>{SCREENS.shell.screens.tonight}</h1>
      <View asked={tonight}>{(view) => <Told tonight={view} />}</View>
    </>
  );
}

function Told({ tonight }: { readonly tonight: Schema<'Tonight'> }) {
  const { commune, villages } = tonight;
  const when = (at: string) => dayAndTimeText(LANGUAGE, Date.parse(at), commune.timeZone);
  const unusual = villages.flatMap(({ village, lines }) =>
    lines.filter(({ warnings }) => warnings.length > 0).map((line) => ({ village, line })),
  );
  return (
    <>
      <p className="muted">{fill(text.span, { from: when(tonight.from), to: when(tonight.to) })}</p>
      {tonight.unplanned.map(({ part, subjectId, name, since }) => (
        <p className="note pending" role="status" key={`${part} ${subjectId}`}>
          <span aria-hidden="true">⚠</span> {fill(WORDS.tonight.unplanned, { name, at: when(since) })}
        </p>
      ))}
      <Inspector tonight={tonight} />
      <section className="tonight-part" aria-label={text.unusual}>
        <h2>{text.unusual}</h2>
        {unusual.length === 0 ? <p className="muted">{text.nothingUnusual}</p> : null}
        <ul className="unusual">
          {unusual.map(({ village, line }) => (
            <li className="note pending" key={`${village.id} ${line.startsAt} ${line.title}`}>
              <strong>
                <span aria-hidden="true">⚠</span> {village.label} {village.name}{' '}
                {timeText(Date.parse(line.startsAt), commune.timeZone)}: {titleOf(line)}
              </strong>{' '}
              {line.warnings.join(' ')}
            </li>
          ))}
        </ul>
      </section>
      <div className="tonight-villages">
        {villages.map(({ village, lines, notForecast }) => (
          <section key={village.id} aria-label={`${village.label} ${village.name}`}>
            <h2>
              {village.label} {village.name}
            </h2>
            {notForecast.map((sentence, index) => (
              <p className="note pending" key={index}>
                {sentence}
              </p>
            ))}
            {lines.length === 0 && notForecast.length === 0 ? <p className="muted">{text.nothing}</p> : null}
            {lines.length === 0 ? null : <Programme village={village} lines={lines} />}
          </section>
        ))}
      </div>
    </>
  );
}

function Programme({
  village,
  lines,
}: {
  readonly village: Schema<'Village'>;
  readonly lines: readonly Schema<'TonightLine'>[];
}) {
  const { commune } = useDesk();
  return (
    <table className="programme">
      <caption className="visually-hidden">
        {fill(text.programme, { village: `${village.label} ${village.name}` })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{text.columns.when}</th>
          <th scope="col">{text.columns.what}</th>
          <th scope="col">{text.columns.why}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.startsAt} ${line.kind} ${line.title} ${line.state} ${line.zoneIds.join()}`}>
            <td>{spanText(line, commune.timeZone)}</td>
            <td>
              <strong>{titleOf(line)}</strong>
              <br />
              <StateBadge look={LOOKS[line.state]}>{text.states[line.state]}</StateBadge>{' '}
              <span className="small muted">{line.zones.join(', ')}</span>
            </td>
            <td>
              {line.why}
              {line.warnings.map((warning) => (
                <p className="small" key={warning}>
                  <span aria-hidden="true">⚠</span> {warning}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `06:00–06:04`; what is over within its minute has one time. */
function spanText({ startsAt, endsAt }: Schema<'TonightLine'>, timeZone: string): string {
  const [from, to] = [timeText(Date.parse(startsAt), timeZone), timeText(Date.parse(endsAt), timeZone)];
  return from === to ? from : `${from}–${to}`;
}
