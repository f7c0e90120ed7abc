// Recordings on their way out.
import { REFUSAL_CODES, type Recording } from '#domain';
import { problemText, type Language } from '#words';
import { z } from 'zod';
import { instant, openValues } from '../door/instants';
import { pageOf } from '../door/paging';

const id = z.string();

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
    state: z.enum(['received', 'rendering', 'ready', 'refused']),
    progress: z.number().meta({ description: 'Share of the rendering done, 0 to 1' }),
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
  })
  .meta({ id: 'Recording' });

export const recordings = pageOf('RecordingPage', recording);

/** With the words for a refusal. */
export function presentRecording(recording: Recording, language: Language) {
  const { refusal } = recording;
  return { ...recording, refusal: refusal && { ...refusal, ...problemText(language, refusal.code, refusal.values) } };
}
