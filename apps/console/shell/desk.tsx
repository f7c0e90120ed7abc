// Who sits at the desk and for which commune: asked once, before any screen is drawn.
import { createContext, useContext, type ReactNode } from 'react';
import { api, ask, type Schema } from '#client';
import type { Role } from '#domain';
import { useAsked } from '../parts/asked';
import { Loading, View } from '../parts/view';

export interface Desk {
  readonly me: Schema<'Me'>;
  readonly commune: Schema<'Commune'>;
  readonly roles: readonly Role[];
}

const DeskContext = createContext<Desk | undefined>(undefined);

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

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const asked = useAsked(['me'], askDesk);
  if (asked.isPending) return <Loading />;
  return <View asked={asked}>{(desk) => <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>}</View>;
}

async function askDesk(): Promise<Desk> {
  const me = await ask(api.GET('/api/v1/me'));
  const commune = await ask(api.GET('/api/v1/communes/{id}', { params: { path: { id: me.communeId } } }));
  return { me, commune, roles: [...new Set(me.grants.map(({ role }) => role))] };
}
