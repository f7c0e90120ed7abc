// The door of the phone pages and the public board: views in, whole pages of HTML out. They work without scripts.
export { assetPath, isBuilt, preloadsOf, stylesOf, WEB_DIR } from './assets';
export { ICON } from './icon';
export { dataBlock, html } from './html';
export { ICON_SIZES, iconPng } from './icon-picture';
export { webManifest } from './manifest';
export { boardPage } from './pages/board-page';
export {
  approvalPage,
  approvedPage,
  endedLinkPage,
  pinSignInPage,
  villageLinkPage,
  type LinkPage,
  type ToApprove,
} from './pages/link-pages';
export { complaintPage, polePage } from './pages/pole-pages';
export { httpsPage } from './pages/https-page';
export { passwordPage } from './pages/password-page';
export { pinPage } from './pages/pin-page';
export { newSecondFactorPage, recoveryCodesPage, secondFactorPage, signInCodePage } from './pages/second-factor-pages';
export { CODE_FIELD, PROOF_FIELD, proofPage } from './pages/proof-page';
export { poleLabelPage, villagePosterPage } from './pages/printed-pages';
export { recordPage, type RecordPage } from './pages/record-page';
export { leaderPage } from './pages/leader-page';
export { LEADER_NEWS, type LeaderNeed, type LeaderNews, type LeaderPage } from './pages/leader-view';
export { emptyPage, problemPage, refusalPage, signInPage } from './pages/small-pages';
export { noVillagePage, villagePage } from './pages/village-page';
export { VILLAGE_VIEWS, type VillagePage } from './pages/village-view';
export { PREFERENCE_COOKIES, preferencesOf, TEXT_SIZES, THEMES, type Preferences } from './preferences';
