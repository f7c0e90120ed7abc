// Where each pole stands on the drawing: where somebody put it, or else on a circle around the middle of its village.
import type { MapPosition } from '#domain';
import type { Pole } from '../../parts/known-poles';
import type { VillagePoles } from './board-words';

/** A village on the drawing; a village whose poles are not known has no dots. */
interface DrawnVillage extends VillagePoles {
  readonly at: MapPosition;
  readonly dots: readonly { readonly pole: Pole; readonly at: MapPosition }[];
}

const RING = 0.36;
const AROUND = 0.045;
const MIDDLE = 0.5;

/** The drawing of the villages; every position is 0 to 1. The same poles always stand in the same places. */
export function villagesOnMap(villages: readonly VillagePoles[]): readonly DrawnVillage[] {
  return villages.map((own, index) => {
    const poles = own.poles ?? [];
    const placed = poles.flatMap(({ position }) => position ?? []);
    const at = placed.length > 0 ? middleOf(placed) : onRing(index, villages.length, RING, { x: MIDDLE, y: MIDDLE });
    const dots = poles.map((pole, place) => ({
      pole,
      at: pole.position ?? onRing(place, poles.length, AROUND, at),
    }));
    return { ...own, at, dots };
  });
}

function middleOf(positions: readonly MapPosition[]): MapPosition {
  const mean = (of: (position: MapPosition) => number) =>
    positions.reduce((sum, position) => sum + of(position), 0) / positions.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

function onRing(index: number, count: number, radius: number, { x, y }: MapPosition): MapPosition {
  if (count === 1) return { x, y };
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
}
