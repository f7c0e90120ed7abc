// What a phone reads before it puts the pages among its apps.
import { words, type Language } from '#words';
import { ICON_SIZES } from './icon-picture';

/** The ground of the light theme and the green of the icon; a spec holds them to the tokens. */
export const MANIFEST_COLOURS = { background: '#faf9f6', theme: '#1b5e4b' } as const;

/** The web app manifest, in the language of whoever installs it. */
export function webManifest(language: Language): Readonly<Record<string, unknown>> {
  const { product } = words(language).board;
  const pictures = ICON_SIZES.flatMap((size) =>
    (['any', 'maskable'] as const).map((purpose) => ({
      src: `/icon-${size}${purpose === 'maskable' ? '-maskable' : ''}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
  );
  return {
    id: '/home',
    name: product,
    short_name: product,
    lang: language,
    start_url: '/home',
    scope: '/',
    display: 'standalone',
    background_color: MANIFEST_COLOURS.background,
    theme_color: MANIFEST_COLOURS.theme,
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }, ...pictures],
  };
}
