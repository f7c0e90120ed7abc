// Who sits at the desk and for which commune.
import { createContext, useContext } from 'react';
import type { Schema } from '#web';
import type { Role } from '#domain';

export interface Desk {
  readonly me: Schema<'Me'>;
  readonly commune: Schema<'Commune'>;
  readonly roles: readonly Role[];
}

/** Filled by the `DeskProvider`. */
export const DeskContext = createContext<Desk | undefined>(undefined);

/** The person and the commune. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('only inside the DeskProvider');
  return desk;
}

/** True when the person holds one of the roles anywhere in the commune. What may be done, the server decides; this only hides what is of no use. */
export function useHas(...roles: readonly Role[]): boolean {
  return useDesk().roles.some((role) => roles.includes(role));
}
