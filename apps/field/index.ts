// The door of the phone pages and the public board: views in, whole pages of HTML out. They work without scripts.
export { assetPath, preloadsOf, stylesOf, WEB_DIR } from './assets';
export { ICON } from './icon';
export { dataBlock, html, Html } from './html';
export { layout, preferencesBar, type Island, type Page } from './layout';
export { boardPage, type BoardPage } from './pages/board-page';
export { emptyPage, problemPage, signInPage } from './pages/small-pages';
export {
  PREFERENCE_COOKIES,
  preferencesOf,
  TEXT_SIZES,
  THEMES,
  type Preferences,
  type TextSize,
  type Theme,
} from './preferences';
