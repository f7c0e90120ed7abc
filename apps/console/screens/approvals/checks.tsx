// What was checked of a sound and its time: each with a sign and a word.
import type { Schema } from '#web';
import { LOUDNESS_TARGET, RECORDING_LIMITS } from '#domain';
import { durationText, fill } from '#words';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.approvals;

export function Checks({
  announcement: { recordings, languagesMissing },
  conflicts,
}: {
  readonly announcement: Schema<'Announcement'>;
  /** What stands in the way of its time now; undefined: it has no time yet, and nothing is said about one. */
  readonly conflicts: readonly Schema<'BookingConflict'>[] | undefined;
}) {
  const words = text.checkWords;
  const lengthMs = recordings.reduce((sum, { rendition }) => sum + (rendition?.durationMs ?? 0), 0);
  const clipped = recordings.some(({ warnings }) => warnings.includes('lightly-clipped'));
  const quiet = conflicts?.filter(({ kind }) => kind === 'quiet-hours');
  const others = conflicts?.filter(({ kind }) => kind !== 'quiet-hours') ?? [];
  return (
    <section aria-label={text.checks}>
      <h3>{text.checks}</h3>
      <ul className="checks">
        <Check well={lengthMs > 0}>{fill(words.length, { length: durationText(LANGUAGE, lengthMs) })}</Check>
        <Check well={recordings.every(isLoudEnough)}>{words.loudness}</Check>
        <Check well={recordings.every(isNotSilent)}>{words.silence}</Check>
        <Check well={!clipped}>{clipped ? words.clipped : words.clipping}</Check>
        {quiet ? <Check well={quiet.length === 0}>{quiet[0]?.detail ?? words.quiet}</Check> : null}
        <Check well={languagesMissing.length === 0}>
          {languagesMissing.length === 0 ? words.languages : words.languagesMissing}
        </Check>
        {others.map(({ detail, zoneId, localDate, kind }) => (
          <Check key={`${kind} ${zoneId} ${localDate}`} well={false}>
            {detail}
          </Check>
        ))}
      </ul>
    </section>
  );
}

function Check({ well, children }: { readonly well: boolean; readonly children: string }) {
  return (
    <li className={well ? undefined : 'warned'}>
      <span aria-hidden="true">{well ? '✓' : '⚠'}</span> {children}{' '}
      <span className="muted small">({well ? text.well : text.look})</span>
    </li>
  );
}

function isLoudEnough({ rendition }: Schema<'Recording'>): boolean {
  const { lufs, toleranceLu } = LOUDNESS_TARGET;
  const measured = rendition?.measure.loudnessLufs;
  return measured !== undefined && Math.abs(measured - lufs) <= toleranceLu;
}

function isNotSilent({ original }: Schema<'Recording'>): boolean {
  return original?.loudnessLufs !== undefined && original.loudnessLufs >= RECORDING_LIMITS.silentBelowLufs;
}
