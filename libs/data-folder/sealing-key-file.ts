// The key that seals secrets of the database, in a file of its own beside the keys of the event log: it goes into every backup with them.
import { z } from 'zod';
import { DataFile } from './data-file';

/** Below the folder of keys. */
export const SEALING_KEY_FOLDER = 'sealing';

/** Without it the codes of everybody's phone are unknown; codes on paper stay good. */
export const SEALING_KEY = new DataFile({
  name: 'second-factors.json',
  version: 1,
  schema: z.strictObject({ key: z.base64().length(44) }),
  remedy: 'Take it from a backup, or remove it: then everybody with a second factor needs a recovery code, or a reset.',
});
