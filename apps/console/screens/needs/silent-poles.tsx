// Poles that say nothing: one card for all of them, because they often fall silent together.
import type { Schema } from '#web';
import { fill } from '#words';
import { StateBadge } from '../../parts/state-badge';
import { SCREENS } from '../../parts/words';
import { Row } from './column';
import { useTimeText } from './time-text';
import { NextLink } from './next-link';

const text = SCREENS.needs;
/** So many are named; the board shows all. */
const NAMED = 4;

export function SilentPoles({ poles }: { readonly poles: readonly Schema<'SilentPole'>[] }) {
  const near = useTimeText();
  const title = fill(text.morePoles, { count: poles.length });
  return (
    <Row
      title={title}
      badge={<StateBadge look="trouble">{text.causes.offline}</StateBadge>}
      acts={<NextLink next={poles[0]!.next} about={poles[0]!.name} />}
    >
      {poles.slice(0, NAMED).map(({ controllerId, name, village, since }) => (
        <span className="small" key={controllerId}>
          {name} ({village}): {since === null ? text.neverHeard : fill(text.silent, { at: near(since) })}
        </span>
      ))}
      {poles.length > NAMED ? (
        <span className="small muted">{fill(text.missingMore, { count: poles.length - NAMED })}</span>
      ) : null}
    </Row>
  );
}
