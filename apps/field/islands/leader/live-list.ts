// Brings the lists of a page up to date in place: what is gone goes, what is new comes, what changed changes. Nothing that is being heard,
// written or held is ever replaced.

/** What the server sent for each piece, to tell whether it sends anything new. */
const sent = new Map<Element, string>();

/** Remembers the pieces of the page as the server sent them; before anything changes them. */
export function rememberSent(): void {
  for (const piece of document.querySelectorAll('[data-live] > *')) sent.set(piece, textOf(piece));
}

/** Makes every list of this page as it is on the fresh one. `bringToLife` is called for each piece that comes. */
export function refreshLists(fresh: Document, isHolding: () => boolean, bringToLife: (piece: Element) => void): void {
  for (const list of document.querySelectorAll('[data-live]')) {
    const now = fresh.querySelector(`[data-live="${list.getAttribute('data-live')}"]`);
    if (now) refreshList(list, now, (piece) => isHolding() || isInUse(piece), bringToLife);
  }
}

function refreshList(
  shown: Element,
  fresh: Element,
  isUsed: (piece: Element) => boolean,
  bringToLife: (piece: Element) => void,
): void {
  const old = new Map([...shown.children].map((piece) => [keyOf(piece), piece]));
  const kept = [...fresh.children].map((piece) => {
    const known = old.get(keyOf(piece));
    const text = textOf(piece);
    if (known && (sent.get(known) === text || isUsed(known))) return known;
    const come = document.adoptNode(piece);
    sent.set(come, text);
    bringToLife(come);
    return come;
  });
  if (kept.length === shown.children.length && kept.every((piece, index) => piece === shown.children[index])) return;
  for (const piece of old.values()) {
    if (kept.includes(piece) || isUsed(piece)) continue;
    sent.delete(piece);
    piece.remove();
  }
  for (const piece of kept) if (!(piece.isConnected && isUsed(piece))) shown.append(piece);
}

function isInUse(piece: Element): boolean {
  const isHeard = [...piece.querySelectorAll('audio')].some((audio) => !audio.paused);
  const isWritten = [...piece.querySelectorAll('details')].some(({ open }) => open);
  return isHeard || isWritten || piece.contains(document.activeElement);
}

function keyOf(piece: Element): string {
  return piece.getAttribute('data-key') ?? textOf(piece);
}

/** What the server sent; the names of its forms are new each time and say nothing. */
function textOf(piece: Element): string {
  return piece.outerHTML.replace(/(?<=name="intent" value=")[^"]*/g, '');
}
