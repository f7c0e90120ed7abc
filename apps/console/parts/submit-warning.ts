// From sounds to an announcement that is handed in for approval: sent, prepared for the horns, written down, submitted.
import { api, ask, type Intent, type Schema } from '#web';

/** Looking whether the sound is ready. */
const LOOK_EVERY_MS = 500;

/** One sound as it comes from a microphone or a folder. */
export interface SpokenSound {
  /** BCP 47. */
  readonly language: string;
  readonly sound: Blob;
  readonly fileName: string;
}

/** What is to be said, in one language or in several. */
interface WarningDraft {
  readonly title: string;
  readonly sounds: readonly SpokenSound[];
}

/**
 * Hands it in as an emergency message. `onProgress` hears how much of the sound that is prepared now is done, 0 to 1. Begun again with the same
 * intent, it goes on where an answer was lost.
 */
export async function submitWarning(
  communeId: string,
  { title, sounds }: WarningDraft,
  onProgress: (share: number) => void,
  intent: Intent,
): Promise<Schema<'Announcement'>> {
  const path = { id: communeId };
  const sent = await Promise.all(
    sounds.map(async ({ language, sound, fileName }) => {
      const { id } = await ask(
        api.POST('/api/v1/communes/{id}/recordings', {
          params: { path, query: { fileName } },
          headers: {
            'Content-Type': 'application/octet-stream',
            'Idempotency-Key': intent.keyFor(`sound ${language} ${fileName} ${sound.size}`),
          },
          body: { file: '' },
          bodySerializer: () => sound,
        }),
      );
      return { language, recordingId: id, script: '' };
    }),
  );
  for (const { recordingId } of sent) await prepared(recordingId, onProgress);
  const body = { title, category: '', messageClass: 'emergency' as const, versions: sent };
  const draft = await intent.step(() =>
    ask(api.POST('/api/v1/communes/{id}/announcements', { params: { path }, body })),
  );
  return intent.step(() => ask(api.POST('/api/v1/announcements/{id}/submit', { params: { path: { id: draft.id } } })));
}

async function prepared(id: string, onProgress: (share: number) => void): Promise<void> {
  for (;;) {
    const { state, progress } = await ask(api.GET('/api/v1/recordings/{id}', { params: { path: { id } } }));
    // What the server refused it refuses again at the next step, in words.
    if (state === 'ready' || state === 'refused') return;
    onProgress(progress);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
