// Where the terminal's board comes from: the same API that the pages use. An event on the live stream means: look at the board again.
import { setTimeout as pause } from 'node:timers/promises';
import { stretchesOf, type AirTime, type EventKind } from '#domain';
import { fill, words } from '#words';
import type { BoardPicture, VillageRow } from './board-picture';
import type { DeskClient } from './demo/desk-client';

/** The parts of the API's board that the terminal shows; instants are RFC 3339. */
interface BoardAnswer {
  readonly commune: { readonly timeZone: string };
  readonly now: string;
  readonly broadcasts: readonly BroadcastAnswer[];
  readonly villages: readonly {
    readonly village: { readonly name: string };
    readonly controllers: number;
    readonly online: number;
    readonly next: HearingAnswer | null;
    readonly last: HearingAnswer | null;
  }[];
  readonly events: readonly {
    readonly at: string;
    readonly kind: EventKind;
    readonly details: Readonly<Record<string, unknown>>;
  }[];
}

interface BroadcastAnswer {
  readonly slotName: string;
  readonly items: readonly {
    readonly startsAt: string;
    readonly durationMs: number;
    readonly state: AirTime['state'];
  }[];
}

interface HearingAnswer {
  /** Places in the list of broadcasts. */
  readonly broadcasts: readonly number[];
  readonly playbacks: Readonly<Record<string, number>>;
}

const BETWEEN_LOOKS_MS = 1_000;

const { playbackStates, events: eventWords, board: boardWords } = words('vi');

/** Calls back with the board now and after every change, until `signal` aborts. Throws when the server is lost. */
export async function followBoard(
  desk: DeskClient,
  communeId: string,
  show: (picture: BoardPicture) => void,
  signal: AbortSignal,
): Promise<void> {
  const look = async () => show(pictureOf(await desk.get<BoardAnswer>(`/communes/${communeId}/board`)));
  const live = await desk.stream(`/communes/${communeId}/events`, signal);
  await look();
  for await (const chunk of live) {
    if (!new TextDecoder().decode(chunk).includes('data:')) continue;
    await look();
    // Events come in bursts, one per pole; what arrives in this pause is seen by the next look.
    await pause(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}

function pictureOf({ commune, now, broadcasts, villages, events }: BoardAnswer): BoardPicture {
  const next = villages
    .flatMap(
      ({ next: hearing }) => hearing?.broadcasts.flatMap((place) => stretchesAhead(broadcasts[place]!, now)) ?? [],
    )
    .sort((a, b) => a.startsAt - b.startsAt)[0];
  return {
    now: Date.parse(now),
    timeZone: commune.timeZone,
    next,
    villages: villages.map(villageRow),
    events: events
      .map(({ at, kind, details }) => ({ at: Date.parse(at), words: eventText(kind, details) }))
      .filter((event) => event.words !== ''),
  };
}

/** What sounds of it now, and what comes: a slot with a silence in the middle is not on air all the time. */
function stretchesAhead(
  { slotName, items }: BroadcastAnswer,
  now: string,
): readonly NonNullable<BoardPicture['next']>[] {
  return stretchesOf(items.map((item) => ({ ...item, startsAt: Date.parse(item.startsAt) })))
    .filter(({ to }) => to > Date.parse(now))
    .map(({ from, to }) => ({ slotName, startsAt: from, endsAt: to }));
}

function villageRow({ village, controllers, online, next, last }: BoardAnswer['villages'][number]): VillageRow {
  const states = [
    [boardWords.next, counts(next)],
    [boardWords.last, counts(last)],
  ].filter(([, state]) => state !== '');
  const said = states.map(([when, state]) => `${when}: ${state}`).join(' · ');
  return { name: village.name, controllers, online, words: said || boardWords.noNext };
}

function counts(hearing: HearingAnswer | null): string {
  return Object.entries(hearing?.playbacks ?? {})
    .map(([state, count]) => `${count} ${playbackStates[state as keyof typeof playbackStates]}`)
    .join(', ');
}

/** Empty when the event says too little for a sentence. */
function eventText(kind: EventKind, details: Readonly<Record<string, unknown>>): string {
  return fill(eventWords[kind], details as Record<string, string | number>);
}
