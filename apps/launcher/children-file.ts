// Writes down how the children do, so that the server can say it when it is asked whether the installation is ready.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CHILDREN, type ChildState } from '#data-folder';

export class ChildrenFile {
  private written: Promise<void> = Promise.resolve();

  constructor(
    private readonly runDir: string,
    private readonly tell: (line: string) => void,
  ) {}

  /** Writes soon, each state after the one before it. */
  put(children: readonly ChildState[]): void {
    this.written = this.written
      .then(() => CHILDREN.write(this.runDir, { children }))
      .catch((error: unknown) => this.tell(`how the children do cannot be written down: ${String(error)}`));
  }

  /** When nothing runs any more, there is nothing to say. */
  async remove(): Promise<void> {
    await this.written;
    await rm(join(this.runDir, CHILDREN.form.name), { force: true });
  }
}
