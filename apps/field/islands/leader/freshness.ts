// When a page looks again: at once after something happened in the commune, and while the line to the server is broken every few seconds.
// A page at which nobody looks asks for nothing.
import { watchEvents, type Connection } from '#web';
import { WATCHED_KINDS, type WatchedKind } from '#domain';

/** Events come in bursts; the page is asked for once per burst. */
const BURST_MS = 500;
/** Without events. */
const EVERY_MS = 5_000;
/** With events there is only what time alone makes old, such as the first free minute. */
const AT_LEAST_EVERY_MS = 60_000;

/** Says much and changes nothing that a leader sees. */
const SILENT: ReadonlySet<WatchedKind> = new Set<WatchedKind>(['recording.progressed', 'programme.issued']);

/** Calls `refresh` whenever what is shown may be old, one call after the other. */
export function keepFresh(communeId: string, refresh: () => Promise<void>): void {
  const kinds = WATCHED_KINDS.filter((kind) => !SILENT.has(kind));
  let everyMs = EVERY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let isLooking = false;
  let leave: (() => void) | undefined;

  const look = async () => {
    dueAt = Infinity;
    if (isLooking) return lookIn(BURST_MS);
    isLooking = true;
    await refresh();
    isLooking = false;
    lookIn(everyMs);
  };
  /** Unless it is looked sooner anyway. */
  const lookIn = (ms: number) => {
    if (document.hidden || performance.now() + ms >= dueAt) return;
    dueAt = performance.now() + ms;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  };
  const onConnection = (connection: Connection) => {
    everyMs = connection === 'up' ? AT_LEAST_EVERY_MS : EVERY_MS;
    lookIn(BURST_MS);
  };
  const follow = () => {
    leave?.();
    leave = undefined;
    clearTimeout(timer);
    dueAt = Infinity;
    if (document.hidden) return;
    leave = watchEvents(
      communeId,
      kinds,
      () => lookIn(BURST_MS),
      onConnection,
      () => undefined,
    );
    lookIn(EVERY_MS);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
