// The first links of the reason chain: somebody spoke, the sound was made ready, another person stood for the content.
import type { Instant } from '../../calendar/time';
import { link, type WhyLink, type WhyState } from './link';
import { hasBegun, type AiringStory, type ContentStory } from './story';

/** How the content came to be; nothing for what has no announcement. */
export function madeLinks(story: AiringStory): readonly WhyLink[] {
  const { content, airing, now } = story;
  if (!content) return [];
  const open: WhyState = now < airing.startsAt && airing.state !== 'dropped' ? 'waiting' : 'trouble';
  const made =
    content.takes.length === 0 ? [link('recorded', 'trouble', 'not-recorded', null)] : takenLinks(content, open);
  return [...made, approvedLink(content, open, hasBegun(story))];
}

function takenLinks({ takes }: ContentStory, open: WhyState): readonly WhyLink[] {
  const last = takes.reduce((latest, take) => (take.receivedAt > latest.receivedAt ? take : latest));
  const recorded = link('recorded', 'ok', 'recorded', last.receivedAt, { who: last.who, count: takes.length });
  const refused = takes.find(({ state }) => state === 'refused');
  if (refused) {
    return [recorded, link('rendered', 'trouble', 'render-refused', null, { code: refused.refusal?.code })];
  }
  const slowest = takes.reduce((least, take) => (doneOf(take) < doneOf(least) ? take : least));
  if (slowest.state !== 'ready') {
    const percent = Math.floor(doneOf(slowest) * 100);
    return [recorded, link('rendered', open, 'rendering', null, { percent })];
  }
  const lengthMs = takes.reduce((sum, { rendition }) => sum + (rendition?.durationMs ?? 0), 0);
  return [recorded, link('rendered', 'ok', 'rendered', null, { lengthMs })];
}

function doneOf({ state, progress }: ContentStory['takes'][number]): number {
  return state === 'ready' ? 1 : progress;
}

/** What was on air was approved when it began, whatever was made of the content since. */
function approvedLink({ state, note, approval }: ContentStory, open: WhyState, begun: boolean): WhyLink {
  const says = (word: WhyState, code: WhyLink['says'], at: Instant | null = null, values: WhyLink['values'] = {}) =>
    link('content-approved', word, code, at, values);
  switch (begun && approval ? 'approved' : state) {
    case 'approved':
      return says('ok', 'content-approved', approval?.at ?? null, { who: approval?.who, basis: approval?.basis });
    case 'draft':
      return says(open, 'content-draft');
    case 'submitted':
      return says(open, 'content-submitted');
    case 'changes_requested':
      return says('trouble', 'content-changes-requested', null, { note: note ?? undefined });
    case 'void':
      return says('trouble', 'content-void');
    case 'retired':
      return says('trouble', 'content-retired');
  }
}
