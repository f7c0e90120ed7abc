// The clocks of a command: this machine's, and that of the installation, moved on by what the database says the demo runs ahead.
import type { UnitOfWork } from '#application';
import type { Instant } from '#domain';

/** Now, as the installation counts it. */
export async function installationNow(unitOfWork: UnitOfWork): Promise<Instant> {
  return machineNow() + (await unitOfWork.read.installation.clockOffsetMs());
}

/** Now, as the rest of the world counts it: what phones hold a certificate against. */
export function machineNow(): Instant {
  return Date.now();
}
