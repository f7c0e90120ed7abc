// What poles were to play, or played, by a programme that an older database knows nothing of. The programme issued anew took it off the air there;
// people are told of each once.
import type { Instant } from '#domain';
import type { TakenOff } from '#protocol';
import type { SaidReceipt } from './said-receipt';
import { namesOf } from '../acting/names';
import { tell } from '../acting/notices';
import type { Stores } from '../ports/stores';
import { deskAndCaretakers } from '../wire/older-database';

/** More are hardly told at once; of what is older people hear twice. */
const MOST_COMPARED = 500;

/** One airing, and where. */
interface Unknown extends TakenOff {
  readonly communeId: string;
  readonly controllerIds: readonly string[];
}

/** Writes down what was taken off the air on these poles that the database does not know, and tells people of what is new to them. */
export async function tellOfUnknown(stores: Stores, said: readonly SaidReceipt[], now: Instant): Promise<void> {
  for (const { communeId, airingId, title, startsAt, sounded, controllerIds } of await unknownIn(stores, said)) {
    const isTold = await wasTold(stores, communeId, title, startsAt);
    await stores.events.append({
      communeId,
      at: now,
      kind: 'airing.unknown',
      actor: 'system',
      subjectId: airingId,
      details: { title, startsAt, sounded, controllerIds },
    });
    if (isTold) continue;
    const { timeZone } = (await stores.places.commune(communeId))!;
    const names = await namesOf(stores, communeId);
    const poles = controllerIds.map((id) => names.controller(id)).join(', ');
    const values = { title, poles, startsAt, timeZone };
    const kind = sounded ? 'unknown-sounded' : 'unknown-taken-off';
    await tell(
      stores,
      await deskAndCaretakers(stores, communeId),
      { communeId, kind, subjectId: airingId, values },
      now,
    );
  }
}

/** The zones of one item on one day are one news. */
async function wasTold({ events }: Stores, communeId: string, title: string, startsAt: Instant): Promise<boolean> {
  const { items } = await events.latest(communeId, { limit: MOST_COMPARED }, { kinds: ['airing.unknown'] });
  return items.some(
    (event) => event.kind === 'airing.unknown' && event.details.title === title && event.details.startsAt === startsAt,
  );
}

/** Each airing once, with the poles of one commune that say so together. */
async function unknownIn({ air }: Stores, said: readonly SaidReceipt[]): Promise<readonly Unknown[]> {
  const told = said.flatMap(({ device, receipt }) =>
    receipt.kind === 'programme-accepted' ? (receipt.takenOff ?? []).map((each) => ({ device, ...each })) : [],
  );
  if (told.length === 0) return [];
  const known = new Set((await air.airingsByIds(told.map(({ airingId }) => airingId))).map(({ id }) => id));
  const unknown = new Map<string, Unknown>();
  for (const { device, ...each } of told.filter(({ airingId }) => !known.has(airingId))) {
    const { communeId, controllerId } = device;
    const before = unknown.get(`${communeId} ${each.airingId}`);
    unknown.set(`${communeId} ${each.airingId}`, {
      ...each,
      communeId,
      sounded: each.sounded || before?.sounded === true,
      controllerIds: [...(before?.controllerIds ?? []), controllerId],
    });
  }
  return [...unknown.values()];
}
