// What stands open beside the board is in its address: a link from elsewhere leads straight to it, and "back" closes it.
import type { Instant } from '#domain';
import { instantText } from '#words';

/** A pole in full, or what a village hears and why; without `at`, now. */
export type OpenPanel =
  | { readonly kind: 'pole'; readonly id: string }
  | { readonly kind: 'village'; readonly id: string; readonly at?: Instant };

/** What the address asks to be opened; an instant that is none is left out. */
export function openPanelIn(search: string): OpenPanel | undefined {
  const asked = new URLSearchParams(search);
  const [pole, village, at] = [asked.get('pole'), asked.get('village'), Date.parse(asked.get('at') ?? '')];
  if (pole !== null) return { kind: 'pole', id: pole };
  if (village !== null) return { kind: 'village', id: village, ...(!Number.isNaN(at) && { at }) };
  return undefined;
}

/** The address of the board, inside the desk, with that opened. */
export function boardAddress(opened?: OpenPanel): string {
  if (!opened) return '/board';
  const query = new URLSearchParams({ [opened.kind]: opened.id });
  if (opened.kind === 'village' && opened.at !== undefined) query.set('at', instantText(opened.at));
  return `/board?${query.toString()}`;
}
