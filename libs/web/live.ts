// Follows what happens in a commune as it happens. The browser takes a broken line up again where it was, unless something on the way answered
// instead of the server; then we do. Whoever watches is told that the line broke, and asks for everything anew once it is up.
import type { EventDetails, EventKind, WatchedKind } from '#domain';
import type { components } from './api.gen';

/** Details on the wire. Texts are as they were written; an instant travels as a text too, so that what was a number is not said. */
type OnTheWire<Details> = Details extends unknown
  ? { readonly [Field in keyof Details]?: ValueOnTheWire<Details[Field]> }
  : never;

type ValueOnTheWire<Value> = Value extends string | null | undefined
  ? Value
  : Value extends readonly (infer Each)[]
    ? Each extends string
      ? Value
      : readonly OnTheWire<Each>[]
    : unknown;

/** What happened, as the server tells it (see `KnownHappening`: what is old may lack any of it). */
export type ToldHappening<Kind extends EventKind = EventKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly details: OnTheWire<EventDetails[Each]> };
}[Kind];

/** An event of which everybody may know. */
export type LiveEvent = Omit<components['schemas']['Event'], 'kind' | 'details'> & ToldHappening<WatchedKind>;
/** What a device last said of itself. Told between events, and not told again to whoever was away. */
export type LiveReport = components['schemas']['PoleReport'];

/** `up`: events come as they happen. `down`: the picture may be old. */
export type Connection = 'up' | 'down';

/** As long as a browser waits by itself. */
const AGAIN_MS = 3_000;

/** Watches until the returned function is called. `kinds` are the event kinds to hear of. */
export function watchEvents(
  communeId: string,
  kinds: readonly WatchedKind[],
  onEvent: (event: LiveEvent) => void,
  onConnection: (connection: Connection) => void,
  onReport: (report: LiveReport) => void,
): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const hear = (message: MessageEvent<string>) => onEvent(JSON.parse(message.data) as LiveEvent);
  const hearReport = (message: MessageEvent<string>) => onReport(JSON.parse(message.data) as LiveReport);
  const open = () => {
    source = new EventSource(`/api/v1/communes/${encodeURIComponent(communeId)}/events`);
    source.onopen = () => onConnection('up');
    source.onerror = () => {
      onConnection('down');
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
    };
    for (const kind of kinds) source.addEventListener(kind, hear);
    source.addEventListener('pole.reported', hearReport);
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}
