// Nest 12 is made of ES modules, which our CommonJS build can only load where Node allows `require` of them.
import { Failure } from './step.mjs';

/** The first version of each line that can; later lines all can. */
const FIRST = { 20: 19, 22: 12 };

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const able = major > 22 || (FIRST[major] !== undefined && minor >= FIRST[major]);
  if (!able) throw new Failure(`Node ${version} is too old: use 20.19 or newer, 22.12 or newer (https://nodejs.org).`);
}
