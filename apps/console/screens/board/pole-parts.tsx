// Small pictures of a pole: how much it has fetched, and when it was there in the last day. Each says in words what it shows.
import { Progress } from '@mantine/core';
import { STRIP_MS } from '#domain';
import { fill, sizeText } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';
import type { PoleRow } from '../../parts/known-poles';
import { stripText } from './board-words';

const text = SCREENS.poles;

/** The sounds that some poles have of those that they need. */
export function Fetched({ row, label }: { readonly row: PoleRow; readonly label: string }) {
  const { soundsHeld: held, soundsWanted: wanted, bytesHeld, bytesWanted } = row;
  if (wanted === 0) return <span className="muted small">{text.nothingWanted}</span>;
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

/** The last 24 hours, left to right: dark where one of the poles was away. */
export function DayStrip({ row: { knownSince, away }, now }: { readonly row: PoleRow; readonly now: number }) {
  const from = now - STRIP_MS;
  const place = (instant: number) => Math.max(0, Math.min(WIDTH, ((instant - from) / STRIP_MS) * WIDTH));
  const begin = knownSince === null ? 0 : place(knownSince);
  const said = stripText(away);
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
      {away.map(({ from: gone, to }) => (
        <rect
          key={gone}
          className="away"
          x={place(gone)}
          width={Math.max(2, place(to) - place(gone))}
          height={HEIGHT}
        />
      ))}
    </svg>
  );
}
