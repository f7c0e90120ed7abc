// The air of a small commune as it may stand at any moment: rundowns with their entries, what became of them on the poles, and what villages said.
import {
  HOUR_MS,
  MINUTE_MS,
  PLAYBACK_STATES,
  type Airing,
  type Confirmation,
  type Playback,
  type Rundown,
} from '#domain';
import type { Stores } from '#application';
import fc from 'fast-check';
import type { DeskWorld } from './desk-world';
import { aConfirmation, anAiring, aPlayback, aRundown } from './factories';

export interface Air {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
  readonly confirmations: readonly Confirmation[];
}

const KINDS = ['opening', 'item', 'item', 'closing'] as const;
const SLOTS = ['sáng', 'chiều'];
const pick = <T>(from: readonly T[]) => fc.constantFrom(...from);

/** Two days of some slots in every zone, each with its entries, on the poles that stand there. */
export function anyAir(world: DeskWorld): fc.Arbitrary<Air> {
  const entry = fc.record({
    kind: pick(KINDS),
    states: fc.array(pick(PLAYBACK_STATES), { maxLength: 2 }),
    late: fc.boolean(),
    playedMs: pick([null, 0, 4_000]),
    state: pick(['planned', 'planned', 'held', 'cancelled', 'dropped'] as const),
    minute: pick([0, 1, 40]),
  });
  const reason = pick([null, 'stopped', 'device-off']);
  const rundown = fc.record({
    zone: pick(world.zones),
    slot: pick(SLOTS),
    day: pick([-1, 0, 1]),
    entries: fc.array(entry, { maxLength: 4 }),
    reason,
    heardAt: pick([-1, 1]),
    answer: pick(['heard', 'not_heard', null] as const),
  });
  const { communeId } = world;
  const now = world.clock.now();
  return fc
    .uniqueArray(rundown, { maxLength: 12, selector: ({ zone, slot, day }) => [zone.id, slot, day].join() })
    .map((drawn) => {
      const air = {
        rundowns: [] as Rundown[],
        airings: [] as Airing[],
        playbacks: [] as Playback[],
        confirmations: [] as Confirmation[],
      };
      drawn.forEach(({ zone, slot, day, entries, reason: why, heardAt, answer }, number) => {
        const startsAt = now + day * 20 * HOUR_MS + SLOTS.indexOf(slot) * HOUR_MS;
        const place = { communeId, zoneId: zone.id };
        const named = { villageId: zone.villageId, slotKey: slot, localDate: `2026-11-2${1 + day}` };
        const own = aRundown({ ...place, ...named, id: `rundown ${number}`, startsAt, endsAt: startsAt + HOUR_MS });
        air.rundowns.push(own);
        if (answer) {
          const word = { communeId, ...named, id: `word ${number}`, personId: `person ${number}`, airingId: null };
          air.confirmations.push(aConfirmation({ ...word, answer, at: own.endsAt + heardAt * MINUTE_MS }));
        }
        entries.forEach(({ kind, states, late, playedMs, state, minute }, entryNumber) => {
          const id = `airing ${number} ${entryNumber}`;
          const at = startsAt + (minute + entryNumber) * MINUTE_MS;
          const poles = world.founded.controllers.filter(({ zoneId }) => zoneId === zone.id).slice(0, states.length);
          const controllerIds = poles.map((pole) => pole.id);
          air.airings.push(
            anAiring({
              ...{ ...place, id, rundownId: own.id, kind, startsAt: at, controllerIds },
              ...{ bookingId: null, announcementId: null, state },
            }),
          );
          controllerIds.forEach((controllerId, pole) =>
            air.playbacks.push(
              aPlayback({
                ...{
                  id: `${id} ${pole}`,
                  communeId,
                  airingId: id,
                  rundownId: own.id,
                  controllerId,
                  state: states[pole]!,
                },
                ...{ reason: why, playedAfterCancel: late, playedMs },
              }),
            ),
          );
        });
      });
      return air;
    });
}

/** Looks at that air as it would stand in the database: nothing of it is there afterwards. */
export async function lookingAt<Seen>(
  { database }: DeskWorld,
  air: Air,
  look: (stores: Stores) => Promise<Seen>,
): Promise<Seen> {
  let seen: { readonly is: Seen } | undefined;
  const undone = new Error('undone');
  await database.unitOfWork
    .run(async (stores) => {
      await stores.air.putRundowns(air.rundowns);
      await stores.air.putAirings(air.airings);
      await stores.air.putPlaybacks(air.playbacks);
      for (const word of air.confirmations) await stores.air.putConfirmation(word);
      seen = { is: await look(stores) };
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return seen!.is;
}
