// Moving with the pointer: what is dragged aims at the place under it, and a copy of its name follows.
import { useRef } from 'react';
import type { Column } from '../sheet/columns';
import type { Schedule } from '../sheet/schedule-data';
import type { Target } from './target';
import { targetAt } from './target-in-grid';
import type { Moving, Subject } from './use-moving';
import { usePointerDrag, type Drag } from './use-pointer-drag';

interface Dragging {
  readonly schedule: Schedule;
  readonly columns: readonly Column[];
  readonly begin: (subject: Subject, row: number, by: Moving['by']) => void;
  readonly aim: (target: Target | undefined) => void;
  readonly drop: () => void;
  readonly end: () => void;
}

export function useDragging({ schedule, columns, begin, aim, drop, end }: Dragging) {
  const ghost = useRef<HTMLDivElement>(null);
  const drag = usePointerDrag();
  const dragOf = (subject: Subject, row: number): Drag => ({
    begin: () => begin(subject, row, 'pointer'),
    over: (place, { x, y }) => {
      if (ghost.current) ghost.current.style.transform = `translate(${x + 16}px, ${y + 16}px)`;
      aim(place && targetAt(place, columns, subject, schedule));
    },
    drop,
    cancel: end,
  });
  /** `ghost` is for the element that follows the pointer: it is moved without drawing anew. */
  return { drag, dragOf, ghost };
}
