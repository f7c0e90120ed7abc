// The four pictures of trouble: what they show is understood without reading. Drawn with the colour of the text around them.
import type { ConfirmationAnswer } from '#domain';
import { html, type Html } from '../html';

/** What can go wrong, in the order in which it is offered. */
export const TROUBLES = [
  'not_heard',
  'faint',
  'wrong_content',
  'other',
] as const satisfies readonly ConfirmationAnswer[];
type Trouble = (typeof TROUBLES)[number];

const HORN = html`<path d="M6 19h7l15-10v30L13 29H6z" />`;

const DRAWINGS: Readonly<Record<Trouble, Html>> = {
  // A horn that is crossed out.
  not_heard: html`${HORN}<path d="M33 18l10 12M43 18L33 30" />`,
  // A horn with a torn wave.
  faint: html`${HORN}<path d="M33 20l3 4-3 4M38 17l2 3-2 3 2 3-2 3 2 2" stroke-dasharray="3 2" />`,
  // Two arrows that change places.
  wrong_content: html`<path d="M8 17h28l-7-7M40 31H12l7 7" />`,
  // Three dots in a bubble.
  other: html`<path d="M7 10h34v22H22l-9 8v-8H7z" /> <path d="M16 21h.1M24 21h.1M32 21h.1" stroke-width="5" />`,
};

export function troublePicture(trouble: Trouble): Html {
  return html`<svg class="picture" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
    ${DRAWINGS[trouble]}
  </svg>`;
}
