// A state as people read it: icon, word and colour together, never colour alone.
import type { ReactNode } from 'react';
import './state-badge.css';

/** How a state looks: will be, is well, needs somebody, is over or of no concern. */
export type Look = 'toPlay' | 'onAir' | 'played' | 'trouble' | 'waiting' | 'quiet';

const ICONS: Readonly<Record<Look, string>> = {
  toPlay: '○',
  onAir: '►',
  played: '✓',
  trouble: '⚠',
  waiting: '…',
  quiet: '–',
};

export function StateBadge({ look, children }: { readonly look: Look; readonly children: ReactNode }) {
  return (
    <span className={`badge ${look}`}>
      <span aria-hidden="true">{ICONS[look]}</span>
      {children}
    </span>
  );
}
