// The shape of a sound with its two marks, moved by thumb, mouse and keys.
import type { Trim } from '#domain';
import { useMemo, useRef } from 'preact/hooks';
import { movedMarks, stepOf, type Mark } from './marks';
import { barsOf } from './sound';
import { fill, secondsText, text } from './view';

const BARS = 120;
const HEIGHT = 100;

interface Props {
  readonly buffer: AudioBuffer;
  readonly trim: Trim;
  /** `isFinal` once the thumb is lifted or a key was pressed. */
  readonly onTrim: (trim: Trim, isFinal: boolean) => void;
}

export function Waveform({ buffer, trim, onTrim }: Props) {
  const ground = useRef<HTMLDivElement>(null);
  const durationMs = buffer.duration * 1_000;
  const path = useMemo(() => pathOf(barsOf(buffer.getChannelData(0), BARS)), [buffer]);
  const percent = (ms: number) => `${Math.min(100, (100 * ms) / durationMs)}%`;

  const timeAt = (x: number) => {
    const { left, width } = ground.current!.getBoundingClientRect();
    return ((x - left) / width) * durationMs;
  };

  const handle = (mark: Mark, label: string, atMs: number) => (
    <div
      class={`mark ${mark}`}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 100) / 10}
      aria-valuenow={Math.round(atMs / 100) / 10}
      aria-valuetext={fill(text.mark, { seconds: secondsText(atMs) })}
      style={{ left: percent(atMs) }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onTrim(movedMarks(trim, mark, timeAt(event.clientX), durationMs), false);
      }}
      onPointerUp={() => onTrim(trim, true)}
      onKeyDown={(event) => {
        const step = stepOf(event.key, event.shiftKey);
        if (step === undefined) return;
        event.preventDefault();
        onTrim(movedMarks(trim, mark, atMs + step, durationMs), true);
      }}
    />
  );

  return (
    <div class="waveform">
      <div class="ground" ref={ground}>
        <svg viewBox={`0 0 ${BARS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} />
        </svg>
        <div class="outside" style={{ left: 0, width: percent(trim.fromMs) }} />
        <div class="outside" style={{ left: percent(trim.toMs), right: 0 }} />
        {handle('from', text.from, trim.fromMs)}
        {handle('to', text.to, trim.toMs)}
      </div>
    </div>
  );
}

/** A bar for each height, around the middle. */
function pathOf(bars: readonly number[]): string {
  return bars
    .map((height, at) => {
      const half = Math.max(1, (height * HEIGHT) / 2);
      return `M${at + 0.5} ${HEIGHT / 2 - half}V${HEIGHT / 2 + half}`;
    })
    .join('');
}
