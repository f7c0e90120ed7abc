// Who sits at the desk and for which commune, before any screen is drawn: the first answer comes with the page, later ones are asked for.
import type { ReactNode } from 'react';
import { api, ask } from '#web';
import { useServerQuery } from '../parts/queries';
import { FIRST_ANSWERS } from '../parts/first-answers';
import { DeskContext, type Desk } from '../parts/desk';

const FIRST = deskOf(FIRST_ANSWERS);

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  // Who sits here stays known while the server is away.
  const { data: desk = FIRST } = useServerQuery(['me'], askDesk, { firstAnswer: FIRST });
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

async function askDesk(): Promise<Desk> {
  const me = await ask(api.GET('/api/v1/me'));
  const commune = await ask(api.GET('/api/v1/communes/{id}', { params: { path: { id: me.communeId } } }));
  return deskOf({ me, commune });
}

function deskOf({ me, commune }: Omit<Desk, 'roles'>): Desk {
  return { me, commune, roles: [...new Set(me.grants.map(({ role }) => role))] };
}
