// How the children of the launcher do: written by the launcher, read by the server when it is asked whether the installation is ready.
import { z } from 'zod';
import { DataFile } from './data-file';

const childSchema = z
  .strictObject({
    name: z.string(),
    /** `falling`: ended again and again soon after its start, and is tried again. `ended`: stays ended. */
    state: z.enum(['running', 'falling', 'ended']),
    /** The last serious thing that it said; empty when all is well. */
    lastWords: z.string(),
  })
  .readonly();

export type ChildState = z.infer<typeof childSchema>;

/** In the folder of what runs now. */
export const CHILDREN = new DataFile({
  name: 'children.json',
  version: 1,
  schema: z.strictObject({ children: z.array(childSchema).readonly() }),
  remedy: 'Stop everything and start again: each start writes it anew.',
});

/** Rejects with the reason when this child is down and does not come up. */
export async function requireChild(runDir: string, name: string): Promise<void> {
  const known = (await CHILDREN.read(runDir))?.children.find((child) => child.name === name);
  if (known && known.state !== 'running') throw new Error(`${name} is ${known.state}: ${known.lastWords}`);
}
