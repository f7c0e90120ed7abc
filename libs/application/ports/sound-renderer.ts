// Turns what a phone made into what a horn plays, or says in a code why it cannot.
import type { DecodingBound, RefusalCode, SoundMeasure, Trim, Waveforms } from '#domain';

/** What came out of the rendering of one recording. Every outcome is a value; a thrown error means "try again later". */
export type RenderOutcome =
  | {
      readonly kind: 'ready';
      /** The rendition, already in the audio store. */
      readonly rendition: {
        readonly profile: string;
        readonly sha256: string;
        readonly bytes: number;
        readonly durationMs: number;
        readonly measure: SoundMeasure;
      };
      /** What the original sounded like before it was treated. */
      readonly original: SoundMeasure;
      /** Light faults that only warn, such as `lightly-clipped`. */
      readonly warnings: readonly string[];
      readonly waveforms: Waveforms;
    }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly values: Readonly<Record<string, string | number>>;
    };

export abstract class SoundRenderer {
  /**
   * Probes, fully decodes, measures and renders one stored recording; of a trimmed one only the part between its marks sounds.
   * `onProgress` gets the share done, 0 to 1. `signal` aborts the work and leaves nothing in the temporary folder.
   */
  abstract render(
    recordingSha256: string,
    trim: Trim | null,
    onProgress: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<RenderOutcome>;

  /** What the programs that decode foreign bytes are not kept from on this machine, as far as that was tried since the start. */
  abstract get notHeld(): readonly DecodingBound[];
}
