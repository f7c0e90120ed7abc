// Small pictures of a pole: how much it has fetched, and when it was there in the last day. Each says in words what it shows.
import { Progress } from '@mantine/core';
import { STRIP_MS } from '#domain';
import { fill, sizeText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { stripText, type Pole } from './board-words';

const text = SCREENS.poles;

/** The sounds that some poles have of those that they need. */
export function Fetched({ poles, label }: { readonly poles: readonly Pole[]; readonly label: string }) {
  const reports = poles.flatMap(({ report }) => report ?? []);
  const sum = (count: (report: (typeof reports)[number]) => number) =>
    reports.reduce((all, report) => all + count(report), 0);
  const [held, wanted] = [sum((report) => report.soundsHeld), sum((report) => report.soundsWanted)];
  if (wanted === 0) return <span className="muted small">{text.nothingWanted}</span>;
  const [bytesHeld, bytesWanted] = [sum((report) => report.bytesHeld), sum((report) => report.bytesWanted)];
  const size = sizeText(LANGUAGE, bytesHeld);
  const all = sizeText(LANGUAGE, bytesWanted);
  const said = held === wanted ? fill(text.held, { held, wanted }) : fill(text.heldSize, { held, wanted, size, all });
  const share = bytesWanted === 0 ? 100 : Math.floor((bytesHeld / bytesWanted) * 100);
  return (
    <div className="fetched">
      <Progress.Root size="sm">
        <Progress.Section value={share} aria-label={`${label}: ${said}`} color="var(--primary)" />
      </Progress.Root>
      <span className="small">{said}</span>
    </div>
  );
}

const WIDTH = 240;
const HEIGHT = 16;

/** The last 24 hours, left to right: dark where the pole was away. Of several poles each absence is drawn. */
export function DayStrip({ poles, now }: { readonly poles: readonly Pole[]; readonly now: number }) {
  const from = now - STRIP_MS;
  const place = (instant: string) => Math.max(0, Math.min(WIDTH, ((Date.parse(instant) - from) / STRIP_MS) * WIDTH));
  const stretches = poles.flatMap(({ strip }) => strip);
  const known = stretches.map(({ from: begins }) => place(begins));
  const begin = known.length === 0 ? WIDTH : Math.min(...known);
  const said = stripText(stretches);
  return (
    <svg
      className="pole-strip"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={said}
      preserveAspectRatio="none"
    >
      <title>{said}</title>
      <rect className="unknown" width={WIDTH} height={HEIGHT} />
      <rect className="there" x={begin} width={WIDTH - begin} height={HEIGHT} />
      {stretches
        .filter(({ online }) => !online)
        .map(({ from: gone, to }, index) => (
          <rect
            key={`${gone} ${index}`}
            className="away"
            x={place(gone)}
            width={Math.max(2, place(to) - place(gone))}
            height={HEIGHT}
          />
        ))}
    </svg>
  );
}
