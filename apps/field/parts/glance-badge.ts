// The few words that people see first, with an icon and a colour that say the same.
import { words, type Language } from '#words';
import { html, type Html } from '../html';
import type { Glance } from './village-outlook';

const ICONS: Readonly<Record<Glance, string>> = {
  toPlay: '○',
  onAir: '►',
  played: '✓',
  trouble: '⚠',
  waiting: '…',
  cut: '–',
  off: '–',
};

export function glanceBadge(glance: Glance, language: Language): Html {
  const { outlooks, board, playbackStates } = words(language);
  const labels: Readonly<Record<Glance, string>> = {
    ...outlooks,
    onAir: board.onAir,
    waiting: board.noWordYet,
    cut: playbackStates.interrupted,
    off: playbackStates.cancelled,
  };
  const look = glance === 'onAir' ? 'toPlay' : isQuiet(glance) ? 'quiet' : glance;
  return html`<span class="badge ${look}"><span aria-hidden="true">${ICONS[glance]}</span>${labels[glance]}</span>`;
}

function isQuiet(glance: Glance): glance is 'waiting' | 'cut' | 'off' {
  return glance === 'waiting' || glance === 'cut' || glance === 'off';
}
