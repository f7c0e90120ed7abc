// The component library in our colours: every value comes from the tokens, so a theme is changed in one place.
import { createTheme } from '@mantine/core';

const fern = [
  '#e4f0ea',
  '#cfe4da',
  '#a8cdbc',
  '#7cc9ae',
  '#4f9c82',
  '#2f7a62',
  '#1b5e4b',
  '#1b5e4b',
  '#164c3d',
  '#12382d',
] as const;

export const theme = createTheme({
  primaryColor: 'fern',
  primaryShade: { light: 6, dark: 3 },
  colors: { fern },
  autoContrast: true,
  fontFamily: 'inherit',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** The page allows the few styles that are written at run time by this word; it changes with every page. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}
