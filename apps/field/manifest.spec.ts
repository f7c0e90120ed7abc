// The manifest names two colours outside of the tokens, because a phone reads it before any style.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICON } from './icon';
import { MANIFEST_COLOURS } from './manifest';

it('has the colours of the light theme', () => {
  const tokens = readFileSync(join(__dirname, '../../libs/web/look/tokens.css'), 'utf8');
  const light = tokens.slice(0, tokens.indexOf('@media'));
  expect(light).toContain(`--bg: ${MANIFEST_COLOURS.background};`);
  expect(light).toContain(`--primary: ${MANIFEST_COLOURS.theme};`);
  expect(ICON).toContain(MANIFEST_COLOURS.theme);
});
