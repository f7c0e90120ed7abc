// Something that truly sounded in a village, so that its head can be asked about it: a notice of their own, on air in the next free minute.
import { join } from 'node:path';
import { ApiPerson } from '../../support/api-person';
import type { Installation } from '../../support/installation';
import { until } from '../../support/until';

const SAMPLE = join(__dirname, '../../../audio-samples/notices/05-chay-rung.wav');
/** Rendering, the next free minute, the sound itself. */
const AIRED_WITHIN_MS = 240_000;

interface SoundedNotice {
  readonly head: ApiPerson;
  readonly communeId: string;
  readonly villageId: string;
  readonly rundownId: string;
}

/** Returns when it is over and the village is asked. */
export async function soundedNotice(desk: Installation, login: string, title: string): Promise<SoundedNotice> {
  const head = await ApiPerson.signIn(desk.url, login);
  const { communeId, villageId } = (await head.get('/me')).body.grants[0];
  const recording = await head.upload(communeId, SAMPLE);
  const { id: recordingId } = recording.body;
  const isReady = async () => (await head.get(`/recordings/${recordingId}`)).body.state === 'ready';
  await until(isReady, 'the sound', AIRED_WITHIN_MS);
  const aired = await head.post(`/villages/${villageId}/notices`, { recordingId, title, language: 'vi' });
  if (aired.status !== 201) throw new Error(JSON.stringify(aired.body));
  let rundownId: string | undefined;
  await until(
    async () => {
      const { body } = await head.get(`/villages/${villageId}/questions`);
      const questions = body.items as readonly { rundownId: string; titles: readonly string[] }[];
      rundownId = questions.find(({ titles }) => titles.includes(title))?.rundownId;
      return rundownId !== undefined;
    },
    'the question about it',
    AIRED_WITHIN_MS,
  );
  return { head, communeId, villageId, rundownId: rundownId! };
}
