// Asks who sits at the desk and for which commune, once, before any screen is drawn.
import type { ReactNode } from 'react';
import { api, ask } from '#client';
import { useAsked } from '../parts/asked';
import { View } from '../parts/view';
import { DeskContext, type Desk } from './desk';

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const asked = useAsked(['me'], askDesk);
  const inside = (desk: Desk) => <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
  // Who sits here stays known while the server is away; only the first answer is waited for.
  return asked.data === undefined ? <View asked={asked}>{inside}</View> : inside(asked.data);
}

async function askDesk(): Promise<Desk> {
  const me = await ask(api.GET('/api/v1/me'));
  const commune = await ask(api.GET('/api/v1/communes/{id}', { params: { path: { id: me.communeId } } }));
  return { me, commune, roles: [...new Set(me.grants.map(({ role }) => role))] };
}
