// Announcements for the journeys: recorded from a sample, rendered by the real worker and handed in, with a title of their own.
import { join } from 'node:path';
import { ApiPerson } from '../../support/api-person';
import { GUARD_MS, until } from '../../support/until';

const SAMPLES = join(__dirname, '../../../audio-samples/notices');

/** Somebody of the demo with nothing but the API, in their commune. */
interface Worker {
  readonly api: ApiPerson;
  readonly communeId: string;
}

export async function worker(url: string, login: string): Promise<Worker> {
  const api = await ApiPerson.signIn(url, login);
  const { body } = await api.get('/me');
  return { api, communeId: body.communeId as string };
}

/** A title that no other run has used. */
export function ownTitle(what: string): string {
  return `${what} ${crypto.randomUUID().slice(0, 8)}`;
}

/** The id of a recording that is ready. */
async function recorded({ api, communeId }: Worker, sample = '01-tiem-chung.m4a'): Promise<string> {
  const { body } = await api.upload(communeId, join(SAMPLES, sample));
  const id = body.id as string;
  await until(async () => (await api.get(`/recordings/${id}`)).body.state === 'ready', 'the rendering', GUARD_MS);
  return id;
}

/** The id of an announcement in Vietnamese that waits for its approval. */
export async function handedIn(author: Worker, title: string, recordingId?: string): Promise<string> {
  const { api, communeId } = author;
  const recording = recordingId ?? (await recorded(author));
  const versions = [{ language: 'vi', recordingId: recording, script: 'Kính mời bà con đến trạm y tế.' }];
  const { body } = await api.post(`/communes/${communeId}/announcements`, { title, versions });
  await api.post(`/announcements/${body.id}/submit`);
  return body.id as string;
}

/** Changes it as it stands now. */
export async function edited({ api }: Worker, id: string, change: object): Promise<void> {
  const { body } = await api.get(`/announcements/${id}`);
  const answer = await api.patch(`/announcements/${id}`, body.revision as number, change);
  if (answer.status !== 200) throw new Error(`${id} was not edited: ${JSON.stringify(answer.body)}`);
}

/** Spoken anew and handed in again. */
export async function mended(author: Worker, id: string, sample = '02-cat-dien.mp3'): Promise<void> {
  const versions = [{ language: 'vi', recordingId: await recorded(author, sample), script: '' }];
  await edited(author, id, { versions });
  await author.api.post(`/announcements/${id}/submit`);
}
