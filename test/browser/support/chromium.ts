// Which browser the journeys use, and what its microphone hears.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A person speaking, 16-bit WAV: what the fake microphone plays over and over. */
export const FAKE_MICROPHONE = join(__dirname, '../../../audio-samples/notices/05-chay-rung.wav');

/** The distribution's Chromium on the search path; `npm run test:browser` installs it where it is missing. */
export function chromiumPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'chromium')).find(isProgram);
  if (!found) throw new Error('chromium is missing. Type: sudo apt-get install -y chromium');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next folder may have it.
    return false;
  }
}
