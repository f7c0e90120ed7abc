// The key of tests that seals second factors; a test may lose it.
import { randomBytes } from 'node:crypto';
import { SealingKey } from '#application';

export class SealingKeyInMemory extends SealingKey {
  private bytes = randomBytes(32);

  override key(): Promise<Uint8Array> {
    return Promise.resolve(this.bytes);
  }

  /** As if its file had been taken away: there is another one from now on. */
  lose(): void {
    this.bytes = randomBytes(32);
  }
}
