// Style, script and icon of the server's own pages. Small enough to stand here; nothing is fetched from elsewhere.

export interface PageAsset {
  readonly type: string;
  readonly text: string;
}

const STYLE = `
:root {
  --ink: #1c2321; --bg: #faf9f6; --card: #ffffff; --muted: #56615d; --line: #d9ddda;
  --primary: #1b5e4b; --on-primary: #ffffff; --soft: #e4f0ea; --on-soft: #12382d;
  --pending: #fdf1e0; --on-pending: #7a3a06; --info: #e8edf8; --on-info: #2c4a8a; --focus: #b45309;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ecea; --bg: #121816; --card: #1a2220; --muted: #a3afaa; --line: #33403b;
    --primary: #7cc9ae; --on-primary: #0e1f19; --soft: #1d332b; --on-soft: #bfe6d6;
    --pending: #33270f; --on-pending: #f0b56a; --info: #1d2740; --on-info: #9db7f0; --focus: #f0b56a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 16px; background: var(--bg); color: var(--ink);
  font: 18px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, h3, p, ul { margin: 0; }
h1 { font-size: 28px; line-height: 1.3; }
h2 { font-size: 22px; line-height: 1.4; }
h3 { font-size: 16px; color: var(--muted); font-weight: 600; }
a { color: var(--primary); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.muted { color: var(--muted); font-size: 16px; }
.top { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; }
.time { font-size: 36px; line-height: 1.3; font-weight: 600; }
.note { margin-top: 16px; padding: 12px 16px; border-radius: 12px; }
.info { background: var(--info); color: var(--on-info); }
.pending { background: var(--pending); color: var(--on-pending); }
.state { margin: 16px 0; font-size: 22px; line-height: 1.4; }
.cards { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); list-style: none; padding: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; display: grid; gap: 12px; align-content: start; }
.card section { display: grid; gap: 4px; border-top: 1px solid var(--line); padding-top: 12px; }
.when { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between; }
.when strong { font-size: 22px; line-height: 1.4; }
.badge { display: inline-flex; gap: 8px; align-items: center; border-radius: 8px; padding: 2px 12px; font-size: 16px; white-space: nowrap; }
.played { background: var(--soft); color: var(--on-soft); }
.trouble { background: var(--pending); color: var(--on-pending); font-weight: 600; }
.toPlay { background: var(--info); color: var(--on-info); }
.quiet { color: var(--muted); border: 1px solid var(--line); }
.titles { padding-left: 20px; }
.log { list-style: none; padding: 0; margin-top: 8px; }
.log li { display: flex; gap: 12px; padding: 4px 0; }
.recent { margin: 32px 0 24px; }
footer { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; padding-top: 12px; border-top: 1px solid var(--line); }
footer a, footer button { min-height: 48px; display: inline-flex; align-items: center; }
form.sign-in { max-width: 24rem; margin: 24px auto; display: grid; gap: 12px; }
label { display: grid; gap: 4px; }
input { font: inherit; padding: 10px 12px; min-height: 48px; color: inherit; background: var(--card); border: 1px solid #7c8783; border-radius: 8px; }
button { font: inherit; cursor: pointer; }
form.sign-in button { min-height: 56px; border: 0; border-radius: 12px; background: var(--primary); color: var(--on-primary); }
footer button { padding: 0; border: 0; background: none; color: var(--primary); text-decoration: underline; }
code { font-size: 16px; }
`;

// Asks for the page again and puts the new picture in place of the old one, only where it differs and only while somebody looks.
const LIVE = `
const EVERY_MS = 2000;
const parser = new DOMParser();
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = parser.parseFromString(await answer.text(), 'text/html').querySelector('main');
  const shown = document.querySelector('main');
  if (fresh && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
}
async function watch() {
  try {
    await refresh();
  } catch (error) {
    console.warn('the picture is old, trying again', error);
  }
  setTimeout(watch, EVERY_MS);
}
setTimeout(watch, EVERY_MS);
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b5e4b"/><path d="M7 13h4l9-6v18l-9-6H7z" fill="#fff"/><path d="M23 11a7 7 0 0 1 0 10" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>`;

export const PAGE_ASSETS: Readonly<Record<string, PageAsset>> = {
  'page.css': { type: 'text/css; charset=utf-8', text: STYLE.trimStart() },
  'live.js': { type: 'text/javascript; charset=utf-8', text: LIVE.trimStart() },
  'icon.svg': { type: 'image/svg+xml', text: ICON },
};
