// The shape of a sound as bars, the part that was heard darker. A picture only: what it says is also said in words beside it.

/** So many bars at most: more would be thinner than a pixel. */
const MAX_BARS = 160;
const HEIGHT = 48;

/** `peaks`: highest sample of each bar, 0 to 100. `playedShare`: 0 to 1. */
export function WaveformShape({
  peaks,
  playedShare,
}: {
  readonly peaks: readonly number[];
  readonly playedShare: number;
}) {
  const bars = fewer(peaks);
  const path = bars.map((peak, index) => bar(index, Math.max(1, (peak / 100) * (HEIGHT / 2 - 2)))).join('');
  const played = bars.slice(0, Math.round(playedShare * bars.length));
  const heard = played.map((peak, index) => bar(index, Math.max(1, (peak / 100) * (HEIGHT / 2 - 2)))).join('');
  return (
    <svg viewBox={`0 0 ${Math.max(1, bars.length) * 4} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="to-hear" d={path} />
      <path className="heard" d={heard} />
    </svg>
  );
}

function bar(index: number, half: number): string {
  return `M${index * 4} ${(HEIGHT / 2 - half).toFixed(1)}h3v${(2 * half).toFixed(1)}h-3z`;
}

/** The loudest of neighbours stands for them. */
function fewer(peaks: readonly number[]): readonly number[] {
  const each = Math.max(1, Math.ceil(peaks.length / MAX_BARS));
  return Array.from({ length: Math.ceil(peaks.length / each) }, (_, index) =>
    Math.max(...peaks.slice(index * each, (index + 1) * each)),
  );
}
