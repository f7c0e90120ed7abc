// The village head's page behind a personal link: what sounds today in the own village, and one tap to say whether it was heard.
import {
  addDays,
  DAY_MS,
  instantOf,
  localDateOf,
  Problem,
  type Actor,
  type Confirmation,
  type ConfirmationAnswer,
  type Instant,
  type LocalDate,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { asVillageHead } from './actors';
import { Board, type RundownSummary } from './board';
import { Confirmations } from './confirmations';
import { PersonalLinks } from './personal-links';
import { Clock } from './ports/clock';
import { UnitOfWork } from './ports/unit-of-work';

/** So long a word about a broadcast is asked for. */
const ASKED_FOR_DAYS = 7;

/** One broadcast in the own village: all its zones in one slot and day. */
export interface VillageBroadcast {
  /** By which it is confirmed. */
  readonly rundownId: string;
  readonly villageId: string;
  readonly village: string;
  readonly slotKey: string;
  readonly slotName: string;
  readonly localDate: LocalDate;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly titles: readonly string[];
  /** The own word; null: none yet. */
  readonly answer: ConfirmationAnswer | null;
  /** It is over and the own word is missing. */
  readonly toConfirm: boolean;
}

/** Today in the own village, and what of the last week still waits for a word. */
export interface VillageToday {
  readonly name: string;
  readonly localDate: LocalDate;
  readonly broadcasts: readonly VillageBroadcast[];
}

@Injectable()
export class VillageByLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly board: Board,
    private readonly confirmations: Confirmations,
  ) {}

  /** The person of the link as village head and nothing more. Throws Problem `link-expired` when they are none any longer. */
  async villageHead(token: string): Promise<Actor> {
    const { actor, link } = await this.links.open(token, 'village');
    const head = asVillageHead(actor);
    if (!head.grants.some(({ communeId }) => communeId === link.communeId)) {
      throw new Problem('link-expired', { reason: 'no-role' });
    }
    return head;
  }

  /** Today's broadcasts by their start, before them what was over in the last week and still waits for a word. */
  async today(token: string): Promise<VillageToday> {
    const head = await this.villageHead(token);
    const { places, air } = this.unitOfWork.read;
    const now = this.clock.now();
    const { communeId } = head.grants[0]!;
    const { timeZone } = (await places.commune(communeId))!;
    const localDate = localDateOf(now, timeZone);
    const midnight = instantOf(localDate, '00:00', timeZone);
    const [rundowns, words, villages] = await Promise.all([
      this.board.rundowns(head, communeId, midnight - ASKED_FOR_DAYS * DAY_MS, midnight + DAY_MS),
      air.confirmations(communeId, addDays(localDate, -ASKED_FOR_DAYS - 1), addDays(localDate, 1)),
      places.villages(communeId),
    ]);
    const names = new Map(villages.map(({ id, label, name }) => [id, `${label} ${name}`]));
    const own = rundowns.filter((rundown) => heads(head, rundown.villageId) && rundown.items.some(isOnAir));
    const broadcasts = groups(own)
      .map((zones) => broadcastOf(zones, names, wordOf(head, zones[0], words), now))
      .filter(({ endsAt, toConfirm }) => toConfirm || endsAt > midnight);
    return { name: head.name, localDate, broadcasts };
  }

  /** The one tap. Saying something else later replaces it. Throws Problem `not-found` and `not-allowed` for another village's. */
  async confirm(token: string, rundownId: string, answer: ConfirmationAnswer, note: string): Promise<Confirmation> {
    return this.confirmations.confirm(await this.villageHead(token), rundownId, answer, note);
  }
}

function heads(head: Actor, villageId: string): boolean {
  return head.grants.some((grant) => grant.villageId === null || grant.villageId === villageId);
}

function isOnAir({ state }: RundownSummary['items'][number]): boolean {
  return state === 'planned' || state === 'held';
}

type Zones = readonly [RundownSummary, ...RundownSummary[]];

/** The zones of one village that are on air together. */
function groups(rundowns: readonly RundownSummary[]): readonly Zones[] {
  const together = new Map<string, Zones>();
  for (const rundown of rundowns) {
    const key = `${rundown.villageId} ${rundown.slotKey} ${rundown.localDate}`;
    const known = together.get(key);
    together.set(key, known ? [...known, rundown] : [rundown]);
  }
  return [...together.values()];
}

function wordOf(head: Actor, one: RundownSummary, words: readonly Confirmation[]): ConfirmationAnswer | null {
  const word = words.find(
    ({ personId, villageId, slotKey, localDate }) =>
      personId === head.personId &&
      villageId === one.villageId &&
      slotKey === one.slotKey &&
      localDate === one.localDate,
  );
  return word?.answer ?? null;
}

function broadcastOf(
  zones: Zones,
  names: ReadonlyMap<string, string>,
  answer: ConfirmationAnswer | null,
  now: Instant,
): VillageBroadcast {
  const [{ id, villageId, slotKey, slotName, localDate }] = zones;
  const endsAt = Math.max(...zones.map((zone) => zone.endsAt));
  return {
    rundownId: id,
    villageId,
    village: names.get(villageId) ?? '',
    slotKey,
    slotName,
    localDate,
    startsAt: Math.min(...zones.map((zone) => zone.startsAt)),
    endsAt,
    titles: [...new Set(zones.flatMap(({ items }) => items.filter(isOnAir).map(({ title }) => title)))],
    answer,
    toConfirm: answer === null && endsAt <= now,
  };
}
