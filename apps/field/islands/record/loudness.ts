// Judges a sound on the phone before it is sent: loud enough, not distorted, and where nobody speaks. The server measures properly later.
import type { Trim } from '#domain';
import { LEAST_MS } from './marks';

export type Verdict = 'quiet' | 'good' | 'clipped';

/** What was found in a sound. */
interface Loudness {
  /** Power of what is not silence, in dB below full scale. */
  readonly speechDb: number;
  /** Share of samples at full scale, 0 to 1. */
  readonly clippedShare: number;
  readonly longestSilenceMs: number;
  /** The part between silent edges. */
  readonly sounding: Trim;
}

const WINDOW_MS = 50;
/** Windows this far below the loudest are silence. */
const SILENCE_BELOW_DB = 30;
const NOTHING_DB = -60;
const QUIET_DB = -42;
const FULL_SCALE = 0.985;
const MAX_CLIPPED_SHARE = 0.002;
/** Kept before the first and after the last word. */
const EDGE_MS = 250;

/** Listens through samples between -1 and 1. */
export function measure(samples: Float32Array, rateHz: number): Loudness {
  const size = Math.max(1, Math.round((rateHz * WINDOW_MS) / 1_000));
  const windowsDb: number[] = [];
  let clipped = 0;
  for (let start = 0; start < samples.length; start += size) {
    const window = samples.subarray(start, start + size);
    let energy = 0;
    for (const sample of window) {
      energy += sample * sample;
      if (Math.abs(sample) >= FULL_SCALE) clipped += 1;
    }
    windowsDb.push(10 * Math.log10(energy / window.length + 1e-12));
  }
  const durationMs = (samples.length / rateHz) * 1_000;
  return { ...spokenParts(windowsDb, durationMs), clippedShare: samples.length ? clipped / samples.length : 0 };
}

/** The one thing to tell the speaker. */
export function verdictOf({ speechDb, clippedShare }: Pick<Loudness, 'speechDb' | 'clippedShare'>): Verdict {
  if (clippedShare > MAX_CLIPPED_SHARE) return 'clipped';
  return speechDb < QUIET_DB ? 'quiet' : 'good';
}

function spokenParts(windowsDb: readonly number[], durationMs: number): Omit<Loudness, 'clippedShare'> {
  const threshold = Math.max(NOTHING_DB, windowsDb.reduce((most, db) => Math.max(most, db), -120) - SILENCE_BELOW_DB);
  const spoken = windowsDb.filter((db) => db > threshold);
  if (spoken.length === 0) {
    return { speechDb: -120, longestSilenceMs: durationMs, sounding: { fromMs: 0, toMs: Math.round(durationMs) } };
  }
  const power = spoken.reduce((sum, db) => sum + 10 ** (db / 10), 0) / spoken.length;
  let [silence, longest] = [0, 0];
  for (const db of windowsDb) {
    silence = db > threshold ? 0 : silence + WINDOW_MS;
    longest = Math.max(longest, silence);
  }
  const first = windowsDb.findIndex((db) => db > threshold) * WINDOW_MS;
  const last = (windowsDb.findLastIndex((db) => db > threshold) + 1) * WINDOW_MS;
  const fromMs = Math.max(0, first - EDGE_MS);
  const toMs = Math.round(Math.min(durationMs, Math.max(last + EDGE_MS, fromMs + LEAST_MS)));
  return {
    speechDb: 10 * Math.log10(power),
    longestSilenceMs: Math.min(longest, durationMs),
    sounding: { fromMs, toMs },
  };
}
