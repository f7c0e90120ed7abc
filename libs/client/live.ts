// Follows what happens in a commune as it happens. The browser takes a broken line up again where it was; we only tell that it broke.
import type { components } from './api.gen';

export type LiveEvent = components['schemas']['Event'];
/** What a device last said of itself. Told between events, and not told again to whoever was away. */
export type LiveReport = components['schemas']['PoleReport'];

/** `up`: events come as they happen. `down`: the picture may be old. */
export type Line = 'up' | 'down';

/** Watches until the returned function is called. `kinds` are the event kinds to hear of. */
export function watchEvents(
  communeId: string,
  kinds: readonly string[],
  onEvent: (event: LiveEvent) => void,
  onLine: (line: Line) => void,
  onReport: (report: LiveReport) => void,
): () => void {
  const source = new EventSource(`/api/v1/communes/${encodeURIComponent(communeId)}/events`);
  source.onopen = () => onLine('up');
  source.onerror = () => onLine('down');
  const hear = (message: MessageEvent<string>) => onEvent(JSON.parse(message.data) as LiveEvent);
  for (const kind of kinds) source.addEventListener(kind, hear);
  source.addEventListener('pole.reported', (message: MessageEvent<string>) =>
    onReport(JSON.parse(message.data) as LiveReport),
  );
  return () => source.close();
}
