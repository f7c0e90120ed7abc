// "Vì sao": why an airing sounds, sounded, or does not. The whole way from the microphone to the ear, link by link, each done and proven, not
// yet due, or in trouble, so that nobody ever has to say "and I cannot see why".
import type { Outlook } from '../../air/air';
import { bookedLinks, plannedLink } from './booked';
import { programmeLink, soundLink } from './delivered';
import type { WhyLink } from './link';
import { madeLinks } from './made';
import { afterCancelLinks, heardLink, playedLink, wrongClockLinks } from './sounded';
import { takesPlace, type AiringStory } from './story';

export * from './link';
export * from './moment';
export * from './story';

/** The whole chain, and in one word and one link what it comes to. */
export interface WhyChain {
  readonly outlook: Outlook;
  /** The first link in trouble, else the first that is waited for; null: everything is done. */
  readonly because: WhyLink | null;
  readonly links: readonly WhyLink[];
}

/** Why the airing is where it is. The same story gives the same chain. */
export function whyOf(story: AiringStory): WhyChain {
  const links = linksOf(story);
  const trouble = links.find(({ state }) => state === 'trouble');
  const because = trouble ?? links.find(({ state }) => state === 'waiting') ?? null;
  const sounded = links.some(({ step, says }) => step === 'played' && says === 'played');
  return { outlook: trouble ? 'trouble' : sounded ? 'played' : 'toPlay', because, links };
}

function linksOf(story: AiringStory): readonly WhyLink[] {
  const before = [...madeLinks(story), ...bookedLinks(story), plannedLink(story)];
  if (!takesPlace(story)) return [...before, ...afterCancelLinks(story), ...wrongClockLinks(story)];
  // A drill does not travel with the programme; its order is said to the poles by itself.
  const told = story.airing.kind === 'drill' ? [] : [programmeLink(story)];
  const heard = story.airing.kind === 'item' ? heardLink(story) : undefined;
  const sounded = [soundLink(story), playedLink(story), ...wrongClockLinks(story)];
  return [...before, ...told, ...sounded, ...(heard ? [heard] : [])];
}
