// Recordings on their way out.
import { REFUSAL_CODES, type Recording } from '#domain';
import { problemText, type Language } from '#words';
import { z } from 'zod';
import { instant, openValues } from '../http/instants';
import { pageOf } from '../http/paging';

const id = z.string();

const trim = z
  .strictObject({ fromMs: z.int().min(0), toMs: z.int().min(0) })
  .meta({ id: 'Trim', description: 'Two marks, in milliseconds from the start; the bytes are never cut' });

const measure = z
  .object({
    durationMs: z.number(),
    loudnessLufs: z.number().optional().meta({ description: 'Absent: silence' }),
    truePeakDbtp: z.number().optional(),
    clippedShare: z.number(),
  })
  .meta({ id: 'SoundMeasure', description: 'EBU R128 loudness, ITU-R BS.1770 true peak' });

export const recording = z
  .object({
    id,
    communeId: id,
    sha256: z.string(),
    bytes: z.int(),
    fileName: z.string(),
    uploadedBy: id,
    receivedAt: instant,
    draftId: z.string().nullable().meta({ description: 'How the sender’s device calls it' }),
    trim: trim.nullable().meta({ description: 'The part that sounds; null: all of it' }),
    state: z.enum(['received', 'rendering', 'ready', 'refused']),
    progress: z.number().meta({ description: 'Share of the rendering done, 0 to 1; `received` waits for its turn' }),
    refusal: z
      .object({ code: z.enum(REFUSAL_CODES), title: z.string(), detail: z.string(), values: openValues })
      .nullable()
      .meta({ description: 'Why it cannot be used, and what to do' }),
    warnings: z.array(z.string()),
    original: measure.nullable(),
    rendition: z
      .object({ profile: z.string(), sha256: z.string(), bytes: z.int(), durationMs: z.number(), measure })
      .nullable()
      .meta({ description: 'The sound as a horn will play it' }),
    removedAt: instant
      .nullable()
      .meta({ description: 'When the bytes were removed by the rule of the commune; null: they are there' }),
  })
  .meta({ id: 'Recording' });

const waveform = z
  .object({
    durationMs: z.number(),
    peaks: z.array(z.int()).meta({ description: 'Highest sample of each bar of equal length, 0 to 100' }),
  })
  .meta({ id: 'Waveform' });

export const waveforms = z
  .object({ original: waveform, rendition: waveform })
  .meta({ id: 'Waveforms', description: 'As it was received, untrimmed, and as horns play it' });

export const newTrim = z.strictObject({ trim: trim.nullable() }).meta({
  id: 'NewTrim',
  description: 'Null takes the marks away',
  examples: [{ trim: { fromMs: 1_200, toMs: 41_500 } }],
});
export type NewTrim = z.output<typeof newTrim>;

export const recordings = pageOf('RecordingPage', recording);

/** With the words for a refusal. */
export function presentRecording(recording: Recording, language: Language) {
  const { refusal } = recording;
  return { ...recording, refusal: refusal && { ...refusal, ...problemText(language, refusal.code, refusal.values) } };
}
