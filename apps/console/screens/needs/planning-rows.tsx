// What is wrong with the plan itself: what keeps failing to be planned, and zones in which nobody is left to play what is due; a log that nobody
// guards, a disk that fills, and decoding without walls.
import type { Schema } from '#web';
import { localDateOf } from '#domain';
import { dateText, fill, listText, sizeText } from '#words';
import { useDesk } from '../../parts/desk';
import { StateBadge } from '../../parts/state-badge';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { Row } from './column';
import { useTimeText } from './time-text';
import { NextLink } from './next-link';

const text = SCREENS.needs;

export function UnplannedRow({ need }: { readonly need: Schema<'UnplannedNeed'> }) {
  const near = useTimeText();
  const { part, name, reason, since, times, next } = need;
  const title = `${text.unplannedParts[part]}: ${name}`;
  return (
    <Row
      title={title}
      badge={<StateBadge look="trouble">{text.unplanned}</StateBadge>}
      acts={<NextLink next={next} about={title} />}
    >
      <span className="small">{fill(text.unplannedSince, { at: near(since), count: times })}</span>
      <span className="small muted">{reason}</span>
    </Row>
  );
}

export function ZoneWithoutPolesRow({ zone }: { readonly zone: Schema<'ZoneWithoutPoles'> }) {
  const near = useTimeText();
  const title = `${zone.zone}, ${zone.village}`;
  return (
    <Row
      title={title}
      badge={<StateBadge look="trouble">{text.noPoles}</StateBadge>}
      acts={<NextLink next={zone.next} about={title} />}
    >
      <span className="small">
        {fill(text.noPolesSilent, { at: near(zone.firstStartsAt), titles: listText(LANGUAGE, zone.titles) })}
      </span>
    </Row>
  );
}

/** There is nothing to do on a page: it is done at the server itself. */
export function UnguardedLogRow({ trouble }: { readonly trouble: NonNullable<Schema<'Needs'>['unguardedLog']> }) {
  return (
    <Row title={text.unguardedLog} badge={<StateBadge look="trouble">{text.unguarded}</StateBadge>} acts={null}>
      <span className="small">{text.unguardedBecause[trouble]}</span>
    </Row>
  );
}

/** A larger disk is put in at the server; how long recordings are kept is decided among the rules. */
export function FillingDiskRow({ disk }: { readonly disk: NonNullable<Schema<'Needs'>['fillingDisk']> }) {
  const { commune } = useDesk();
  const values = {
    free: sizeText(LANGUAGE, disk.freeBytes),
    date: dateText(LANGUAGE, localDateOf(Date.parse(disk.fullAt), commune.timeZone)),
  };
  return (
    <Row title={text.fillingDisk} badge={<StateBadge look="trouble">{text.filling}</StateBadge>} acts={null}>
      <span className="small">{fill(text.fillingMeans, values)}</span>
    </Row>
  );
}

/** Done at the server itself, too. */
export function OpenDecodingRow({ bounds }: { readonly bounds: Schema<'Needs'>['openDecoding'] }) {
  const missing = bounds.map((bound) => text.decodingBounds[bound]);
  return (
    <Row title={text.openDecoding} badge={<StateBadge look="trouble">{text.unguarded}</StateBadge>} acts={null}>
      <span className="small">{fill(text.openDecodingBecause, { missing: listText(LANGUAGE, missing) })}</span>
    </Row>
  );
}
