// Whether a box was told more than is known here. Then the database is an older one than the box was told from: a copy that was brought back, or
// what was left when its newest writes were lost.
import type { Device } from './places';
import type { Instant } from '../calendar/time';

/** A programme as it was issued once: two of one number were issued at different times. */
interface IssuedNumber {
  readonly epoch: number;
  readonly version: number;
  readonly issuedAt: Instant;
}

/** What a box says of itself. */
interface BoxStanding {
  /** The programme that it follows. */
  readonly programme: IssuedNumber | null;
  /** Up to where its receipts were acknowledged. */
  readonly acknowledged: number;
}

/** What is known here of the same. */
interface KnownStanding {
  /** The epoch of its commune. */
  readonly epoch: number;
  /** The newest programme of the zone that it follows. */
  readonly issued: IssuedNumber | undefined;
  /** Up to where its receipts are stored. */
  readonly stored: number;
  /** What it proved to have accepted. */
  readonly accepted: Device['programme'];
}

/** A box that names an epoch so far ahead is not believed. */
const FARTHEST_EPOCHS = 1_000;

/** Whether what the box was told shows that the database is an older one. Of what an epoch before ours said, nothing follows any more. */
export function knowsMore(box: BoxStanding, known: KnownStanding): boolean {
  return followsMore(box.programme, known) || provedMore(box, known);
}

function followsMore(programme: IssuedNumber | null, { epoch, issued }: KnownStanding): boolean {
  if (!programme || programme.epoch < epoch || programme.epoch > epoch + FARTHEST_EPOCHS) return false;
  if (!issued) return true;
  const ahead = programme.epoch - issued.epoch || programme.version - issued.version;
  return ahead > 0 || (ahead === 0 && programme.issuedAt !== issued.issuedAt);
}

/** A box that does not follow this epoch yet, or did not prove it, is only about to send what was lost. */
function provedMore({ programme, acknowledged }: BoxStanding, { epoch, stored, accepted }: KnownStanding): boolean {
  if (acknowledged <= stored) return false;
  return [programme, accepted].every((followed) => followed === null || followed.epoch >= epoch);
}
