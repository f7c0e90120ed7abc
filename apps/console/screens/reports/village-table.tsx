// Minutes by village, as a table that is its own picture: the bars stand beside the numbers, so paper and screen readers miss nothing.
import type { Schema } from '#web';
import { MINUTE_MS } from '#domain';
import { languageName, numberText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { shareText } from './share-text';

const text = SCREENS.reports;

type Row = Pick<Schema<'VillageMonth'>, 'soundedMs' | 'languages' | 'tally' | 'hearing'>;

const BAR_WIDTH = 240;
const BAR_HEIGHT = 16;

export function VillageTable({ report }: { readonly report: Schema<'MonthReport'> }) {
  const longestMs = Math.max(...report.villages.map(({ soundedMs }) => soundedMs), 1);
  const tongues = report.languages.map(({ language }) => language);
  return (
    <section>
      <h2 id="villages">{text.villages}</h2>
      <p className="muted">{text.villagesNote}</p>
      <div className="wide" tabIndex={0} role="region" aria-labelledby="villages">
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col">{text.village}</th>
              <th scope="col">{text.minutesColumn}</th>
              <th scope="col" className="words">
                {text.languages}
              </th>
              <th scope="col">{text.played}</th>
              <th scope="col">{text.trouble}</th>
              <th scope="col">{text.onTime}</th>
              <th scope="col">{text.answers}</th>
            </tr>
          </thead>
          <tbody>
            {report.villages.map(({ village, ...row }) => (
              <tr key={village.id}>
                <th scope="row">
                  {village.label} {village.name}
                </th>
                <td className="bar-cell">
                  <Bar row={row} longestMs={longestMs} tongues={tongues} />
                  {minutesText(row.soundedMs)}
                </td>
                <Cells row={row} tongues={tongues} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text.total}</th>
              <td className="bar-cell">{minutesText(report.soundedMs)}</td>
              <Cells row={report} tongues={tongues} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Cells({
  row: { languages, tally, hearing },
  tongues,
}: {
  readonly row: Row;
  readonly tongues: readonly string[];
}) {
  const answers = Object.values(hearing.answers).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <td className="words">
        {languages.map(({ language, soundedMs }) => (
          <span key={language} className="tongue">
            <svg viewBox="0 0 1 1" aria-hidden="true">
              <rect className={toneOf(language, tongues)} width={1} height={1} />
            </svg>
            {nameOf(language)} {minutesText(soundedMs)}
          </span>
        ))}
      </td>
      <td>{numberText(LANGUAGE, tally.played)}</td>
      <td>{numberText(LANGUAGE, tally.due - tally.played)}</td>
      <td>{shareText(tally.onTime, tally.begun)}</td>
      <td>{shareText(hearing.answers.heard ?? 0, answers)}</td>
    </>
  );
}

/** One part for each language. The numbers say the same, so the picture needs no words. */
function Bar({
  row,
  longestMs,
  tongues,
}: {
  readonly row: Row;
  readonly longestMs: number;
  readonly tongues: readonly string[];
}) {
  const sumMs = row.languages.reduce((sum, { soundedMs }) => sum + soundedMs, 0) || 1;
  const width = (row.soundedMs / longestMs) * BAR_WIDTH;
  let x = 0;
  return (
    <svg viewBox={`0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" width={BAR_WIDTH} height={BAR_HEIGHT} />
      {row.languages.map(({ language, soundedMs }) => {
        const part = (soundedMs / sumMs) * width;
        const from = x;
        x += part;
        return (
          <rect key={language} className={toneOf(language, tongues)} x={from} y={0} width={part} height={BAR_HEIGHT} />
        );
      })}
    </svg>
  );
}

/** The three most spoken have a colour of their own. */
function toneOf(language: string, tongues: readonly string[]): string {
  return `tongue-${Math.min(tongues.indexOf(language), 2)}`;
}

function minutesText(durationMs: number): string {
  const minutes = durationMs / MINUTE_MS;
  return numberText(LANGUAGE, minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes));
}

function nameOf(language: string): string {
  return language === 'und' ? text.unknownLanguage : languageName(LANGUAGE, language);
}
