// Keeps the public board fresh: asks for the page again and puts the new picture in place, only where it differs and only while
// somebody looks.
const EVERY_MS = 2_000;
const parser = new DOMParser();

async function refresh(): Promise<void> {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = parser.parseFromString(await answer.text(), 'text/html').querySelector('main');
  const shown = document.querySelector('main');
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
}

async function watch(): Promise<void> {
  try {
    await refresh();
  } catch (error) {
    console.warn('the picture is old, trying again', error);
  }
  setTimeout(() => void watch(), EVERY_MS);
}

setTimeout(() => void watch(), EVERY_MS);
