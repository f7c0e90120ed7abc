// The way to the page where the next thing is done, said with what it is about for those who hear links one by one.
import { Link } from 'wouter';
import type { Schema } from '#web';
import { SCREENS } from '../../parts/words';

/** Where the desk stands; links inside it are written without. */
const DESK = '/desk';

export function NextLink({ next, about }: { readonly next: Schema<'NextStep'>; readonly about: string }) {
  const word = SCREENS.needs.acts[next.act];
  return (
    <Link className="next" href={next.href.slice(DESK.length) || '/'} aria-label={`${word}: ${about}`}>
      {word} <span aria-hidden="true">›</span>
    </Link>
  );
}
