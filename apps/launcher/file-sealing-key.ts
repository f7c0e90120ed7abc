// The port `SealingKey` done with a file of the data folder.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SealingKey } from '#application';
import { SEALING_KEY, SEALING_KEY_FOLDER } from '#data-folder';

export class FileSealingKey extends SealingKey {
  private readonly folder: string;
  private known: Promise<Uint8Array> | undefined;

  constructor(keysDir: string) {
    super();
    this.folder = join(keysDir, SEALING_KEY_FOLDER);
  }

  override key(): Promise<Uint8Array> {
    this.known ??= this.readOrMake().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async readOrMake(): Promise<Uint8Array> {
    const kept = await SEALING_KEY.read(this.folder);
    if (kept) return Buffer.from(kept.key, 'base64');
    const made = randomBytes(32);
    await SEALING_KEY.write(this.folder, { key: made.toString('base64') });
    return made;
  }
}
