// Writes `.env.example` from the list of settings, so that the page for people cannot drift from the code.
import type { Setting } from './setting';
import { SETTING_GROUPS } from './settings';

const HEAD = `# Settings of Loa Làng. Everything has a default: \`npm start\` needs none of them.
# Copy this file to .env and take away the # where you want another value.
# This file is written by \`npm run env:example\` from libs/config/settings.ts.
`;

/** The whole text of `.env.example`. */
export function envExample(): string {
  const groups = Object.entries(SETTING_GROUPS).map(
    ([title, settings]) => `\n# --- ${title} ---\n${Object.entries<Setting<unknown>>(settings).map(entry).join('')}`,
  );
  return HEAD + groups.join('');
}

function entry([variable, { meaning, wants, normally }]: [string, Setting<unknown>]): string {
  return `\n# ${meaning}\n# (${wants})\n# ${variable}=${normally}\n`;
}
