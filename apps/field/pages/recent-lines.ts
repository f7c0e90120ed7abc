// The newest events in words. Many poles that do the same at once are one line, or the list would show nothing else.
import type { BoardView } from '#application';
import type { Controller, DomainEvent, EventKind, Instant, PlaybackState } from '#domain';
import { fill, words, type Language } from '#words';

interface RecentLine {
  readonly at: Instant;
  readonly text: string;
}

const MAX_LINES = 8;

/** Steps of machines that tell people nothing new. */
const UNTOLD: ReadonlySet<EventKind> = new Set(['recording.progressed', 'programme.issued', 'recording.received']);
const TOLD_STATES: readonly PlaybackState[] = ['playing', 'played', 'interrupted', 'missed', 'refused', 'unconfirmed'];

export function recentLines(
  language: Language,
  board: BoardView,
  controllers: readonly Controller[],
): readonly RecentLine[] {
  const names = new Map([
    ...controllers.map(({ id, name }) => [id, name] as const),
    ...board.villages.map(({ village }) => [village.id, `${village.label} ${village.name}`] as const),
  ]);
  const groups = new Map<string, DomainEvent[]>();
  for (const event of board.events.filter(isTold)) {
    const key = `${event.kind} ${wordOf(event, language) ?? event.subjectId}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()].slice(0, MAX_LINES).map((events) => lineOf(language, events, names));
}

function isTold(event: DomainEvent): boolean {
  if (event.kind !== 'playback.changed') return !UNTOLD.has(event.kind);
  const { state } = event.details;
  return state !== undefined && TOLD_STATES.includes(state);
}

function lineOf(language: Language, events: readonly DomainEvent[], names: ReadonlyMap<string, string>): RecentLine {
  const [newest] = events as [DomainEvent, ...DomainEvent[]];
  const { events: sentences, board } = words(language);
  const places = [...new Set(events.map((event) => names.get(placeIn(event)) ?? '').filter(Boolean))];
  const [place] = places;
  const shown = places.length > 1 ? fill(board.andOthers, { place, count: places.length - 1 }) : place;
  const word = wordOf(newest, language);
  return { at: newest.at, text: fill(sentences[newest.kind], { place: shown, state: word, answer: word }) };
}

/** The controller or village that the event is about. */
function placeIn(event: DomainEvent): string {
  const { details, subjectId } = event;
  const villageId = event.kind === 'rundown.confirmed' ? event.details.villageId : undefined;
  return ('controllerId' in details ? details.controllerId : villageId) ?? subjectId;
}

/** The state or answer that the event tells of in words, and why it came to that. */
function wordOf(event: DomainEvent, language: Language): string | undefined {
  const { playbackStates, confirmationAnswers, deviceReasons, board } = words(language);
  switch (event.kind) {
    case 'rundown.confirmed':
    case 'rundown.word-withdrawn':
      return wordIn(confirmationAnswers, event.details.answer);
    case 'playback.changed':
    case 'playback.after-cancel': {
      const what = wordIn(playbackStates, event.details.state);
      const why = wordIn(deviceReasons, event.details.reason);
      return what !== undefined && why !== undefined ? fill(board.because, { what, why }) : what;
    }
    default:
      return undefined;
  }
}

/** The word for a value, if it is one that has a word: a device may know reasons that we do not. */
function wordIn(group: Readonly<Record<string, string>>, value: string | null | undefined): string | undefined {
  return typeof value === 'string' && Object.hasOwn(group, value) ? group[value] : undefined;
}
