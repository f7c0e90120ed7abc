// The clock of a command: this machine's, moved on by what the database says the demo runs ahead.
import type { UnitOfWork } from '#application';
import type { Instant } from '#domain';

/** Now, as the installation counts it. */
export async function installationNow(unitOfWork: UnitOfWork): Promise<Instant> {
  return Date.now() + (await unitOfWork.read.installation.clockOffsetMs());
}
