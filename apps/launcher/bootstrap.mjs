// What stands between a fresh clone and `npm start`: packages, system programs, build. Runs before node_modules exists, so it imports `node:` only.
// It is called by the npm scripts themselves and not as `prestart`, because npm skips pre-scripts where `ignore-scripts` is set.
import { buildProject } from './bootstrap/build.mjs';
import { checkNode } from './bootstrap/node-version.mjs';
import { installPackages } from './bootstrap/packages.mjs';
import { Failure } from './bootstrap/step.mjs';
import { fetchSystemPrograms, installSystemPrograms, installWelcomePrograms } from './bootstrap/system-programs.mjs';

/** The system programs that each purpose needs. */
const PROGRAMS = {
  start: ['redis-server', 'ffmpeg', 'ffprobe'],
  test: ['redis-server', 'ffmpeg', 'ffprobe'],
  browser: ['redis-server', 'ffmpeg', 'ffprobe', 'chromium'],
};

/** Those without which everything works: what the server cannot do then it says itself. */
const WELCOME = ['bwrap'];

const programs = PROGRAMS[process.argv[2]];

try {
  if (programs === undefined)
    throw new Failure(`Type: node apps/launcher/bootstrap.mjs ${Object.keys(PROGRAMS).join('|')}`);
  checkNode();
  await installPackages(() => installSystemPrograms(programs));
  await fetchSystemPrograms(programs);
  await installWelcomePrograms(WELCOME);
  await buildProject();
} catch (error) {
  // A Failure is written for people; anything else is our own mistake and keeps its stack.
  console.error(error instanceof Failure ? `✗ ${error.message}` : error);
  process.exitCode = 1;
}
