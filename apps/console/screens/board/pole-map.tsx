// The commune as a drawing without any map from outside: a dot for every pole, by its shape and its word how it is doing, reachable by keyboard.
import { isTroubled, POLE_CONDITIONS } from '#domain';
import { StateBadge } from '../../parts/state-badge';
import { SCREENS } from '../../parts/words';
import { fill } from '#words';
import type { Pole, PoleRow } from '../../parts/known-poles';
import { conditionText, lookOf, nameOf, type Reading, type VillagePoles } from './board-words';
import { villagesOnMap } from './map-layout';

const text = SCREENS.poles;
const WIDTH = 1000;
const HEIGHT = 640;
const PLACE_RADIUS = 52;
const NAME_ABOVE = 60;

export function PoleMap({
  villages,
  reading,
  openPole,
  openVillage,
}: {
  readonly villages: readonly VillagePoles[];
  readonly reading: Reading;
  readonly openPole: (id: string) => void;
  readonly openVillage: (id: string) => void;
}) {
  const picture = villagesOnMap(villages);
  const present = new Set(villages.flatMap(({ row, poles }) => (poles ?? [row]).map(({ condition }) => condition)));
  return (
    <div className="pole-map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={text.mapTitle}>
        {picture.map(({ village, at }) => (
          <circle key={village.id} className="place" cx={at.x * WIDTH} cy={at.y * HEIGHT} r={PLACE_RADIUS} />
        ))}
        {picture.map(({ village, row, poles, at, dots }) => (
          <g key={village.id} role="group" aria-label={nameOf(village)}>
            <text className="place-name" x={at.x * WIDTH} y={at.y * HEIGHT - NAME_ABOVE} aria-hidden="true">
              {nameOf(village)}
            </text>
            {/* Its poles were not asked for: one dot for all of them, which brings them. */}
            {poles === undefined ? (
              <Dot
                shown={row}
                x={at.x * WIDTH}
                y={at.y * HEIGHT}
                said={`${fill(text.showPoles, { village: nameOf(village) })}, ${conditionText(row, reading)}`}
                open={() => openVillage(village.id)}
              />
            ) : null}
            {dots.map(({ pole, at: dot }) => (
              <Dot
                key={pole.id}
                shown={pole}
                x={dot.x * WIDTH}
                y={dot.y * HEIGHT}
                said={`${pole.name}, ${nameOf(village)}: ${conditionText(pole, reading)}`}
                open={() => openPole(pole.id)}
              />
            ))}
          </g>
        ))}
      </svg>
      <ul className="legend" aria-label={text.legend}>
        {POLE_CONDITIONS.filter((condition) => present.has(condition)).map((condition) => (
          <li key={condition}>
            <StateBadge look={lookOf(condition)}>{text.conditions[condition]}</StateBadge>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Dot({
  shown,
  x,
  y,
  said,
  open,
}: {
  readonly shown: Pick<Pole | PoleRow, 'condition' | 'playing'>;
  readonly x: number;
  readonly y: number;
  readonly said: string;
  readonly open: () => void;
}) {
  const troubled = isTroubled(shown.condition);
  return (
    <g
      className={`dot ${lookOf(shown.condition)} ${shown.playing ? 'playing' : ''}`}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={0}
      aria-label={said}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
      }}
    >
      <title>{said}</title>
      <circle className="touch" r={20} />
      {troubled ? <path d="M0 -13 L13 10 L-13 10 Z" /> : <circle className="mark" r={9} />}
      {troubled ? (
        <text className="mark-text" y={7} aria-hidden="true">
          !
        </text>
      ) : null}
    </g>
  );
}
