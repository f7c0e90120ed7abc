// Stories that found something once: kept as files, and lived through before all others for ever.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storySchema, type Story } from './story';

const CORPUS = join(__dirname, 'corpus');

/** Every story that is kept, with its name. */
export async function keptStories(): Promise<readonly { readonly name: string; readonly story: Story }[]> {
  const names = await readdir(CORPUS).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => ({
      name,
      story: storySchema.parse(JSON.parse(await readFile(join(CORPUS, name), 'utf8'))),
    })),
  );
}

/** Keeps a story. Resolves with the path of its file. */
export async function keepStory(story: Story): Promise<string> {
  await mkdir(CORPUS, { recursive: true });
  const path = join(CORPUS, `seed-${story.seed}.json`);
  await writeFile(path, `${JSON.stringify(story, null, 2)}\n`);
  return path;
}
