// The newest events in words. Many poles that do the same at once are one line, or the list would show nothing else.
import type { BoardView } from '#application';
import {
  changesIn,
  type Controller,
  type DomainEvent,
  type EventKind,
  type Instant,
  type Playback,
  type PlaybackState,
} from '#domain';
import { fill, words, type Language } from '#words';

interface RecentLine {
  readonly at: Instant;
  readonly text: string;
}

const MAX_LINES = 8;

/** Steps of machines that tell people nothing new. */
const UNTOLD: ReadonlySet<EventKind> = new Set(['recording.progressed', 'programme.issued', 'recording.received']);
const TOLD_STATES: readonly PlaybackState[] = ['playing', 'played', 'interrupted', 'missed', 'refused', 'unconfirmed'];

/** What is said of some places in the same words. */
interface Telling {
  readonly at: Instant;
  readonly kind: EventKind;
  /** Controllers or villages, or whatever else the event is about. */
  readonly placeIds: readonly string[];
  /** The state or answer that it tells of in words, and why it came to that. */
  readonly word: string | undefined;
}

export function recentLines(
  language: Language,
  board: BoardView,
  controllers: readonly Controller[],
): readonly RecentLine[] {
  const names = new Map([
    ...controllers.map(({ id, name }) => [id, name] as const),
    ...board.villages.map(({ village }) => [village.id, `${village.label} ${village.name}`] as const),
  ]);
  const groups = new Map<string, Telling[]>();
  for (const telling of board.events.flatMap((event) => tellingsOf(event, language))) {
    const key = `${telling.kind} ${telling.word ?? telling.placeIds.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), telling]);
  }
  return [...groups.values()].slice(0, MAX_LINES).map((tellings) => lineOf(language, tellings, names));
}

/** One for each state that playbacks came to; one for any other event that is told at all. */
function tellingsOf(event: DomainEvent, language: Language): readonly Telling[] {
  const { at, kind } = event;
  if (kind === 'playback.changed') {
    return changesIn(event)
      .filter(({ state }) => TOLD_STATES.includes(state))
      .map((change) => ({ at, kind, placeIds: change.controllerIds, word: endOf(change, language) }));
  }
  return UNTOLD.has(kind) ? [] : [{ at, kind, placeIds: [placeIn(event)], word: wordOf(event, language) }];
}

function lineOf(language: Language, tellings: readonly Telling[], names: ReadonlyMap<string, string>): RecentLine {
  const [{ at, kind, word }] = tellings as [Telling, ...Telling[]];
  const { events: sentences, board } = words(language);
  const ids = tellings.flatMap(({ placeIds }) => placeIds);
  const places = [...new Set(ids.map((id) => names.get(id) ?? '').filter(Boolean))];
  const [place] = places;
  const shown = places.length > 1 ? fill(board.andOthers, { place, count: places.length - 1 }) : place;
  return { at, text: fill(sentences[kind], { place: shown, state: word, answer: word }) };
}

/** The controller or village that the event is about. */
function placeIn(event: DomainEvent): string {
  const { details, subjectId } = event;
  const villageId = event.kind === 'rundown.confirmed' ? event.details.villageId : undefined;
  return ('controllerId' in details ? details.controllerId : villageId) ?? subjectId;
}

function wordOf(event: DomainEvent, language: Language): string | undefined {
  switch (event.kind) {
    case 'rundown.confirmed':
    case 'rundown.word-withdrawn':
      return wordIn(words(language).confirmationAnswers, event.details.answer);
    case 'playback.after-cancel':
      return endOf(event.details, language);
    default:
      return undefined;
  }
}

function endOf({ state, reason }: Partial<Pick<Playback, 'state' | 'reason'>>, language: Language): string | undefined {
  const { playbackStates, deviceReasons, board } = words(language);
  const what = wordIn(playbackStates, state);
  const why = wordIn(deviceReasons, reason);
  return what !== undefined && why !== undefined ? fill(board.because, { what, why }) : what;
}

/** The word for a value, if it is one that has a word: a device may know reasons that we do not. */
function wordIn(group: Readonly<Record<string, string>>, value: string | null | undefined): string | undefined {
  return typeof value === 'string' && Object.hasOwn(group, value) ? group[value] : undefined;
}
