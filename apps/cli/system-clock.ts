// The clock of a command: this machine's, moved on by what the database says the demo runs ahead.
import type { UnitOfWork } from '#application';
import type { Instant } from '#domain';

/** Now, as the installation counts it. */
export async function installationNow(unitOfWork: UnitOfWork): Promise<Instant> {
  // eslint-disable-next-line no-restricted-syntax -- a command runs once and is its own clock adapter
  return Date.now() + (await unitOfWork.read.installation.clockOffsetMs());
}
