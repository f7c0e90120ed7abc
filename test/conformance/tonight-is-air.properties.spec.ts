// What "tonight" shows is what plays: a random plan is told line by line, the same plan goes to a real device brain in virtual time, and after
// 24 hours the horn's own log says the same as the lines did.
import { planZone, tonightLines, TONIGHT_MS, type BookedItem, type PlanRequest } from '#domain';
import { playbackIdOf } from '#protocol';
import fc from 'fast-check';
import { CONTROLLER, DeviceBench } from '../support/device-bench';
import {
  EVENING,
  exactly,
  item,
  MORNING,
  NOON,
  scene,
  stop,
  TODAY,
  TOMORROW,
  WITH_SIGNATURES,
} from '../support/planning-scene';
import { DAY_PATIENCE_MS, DAYS } from '../support/property-runs';

const starts = fc.oneof(
  fc.constantFrom(MORNING, NOON, EVENING).map(({ id }) => ({ start: { kind: 'slot', slotId: id } }) as const),
  fc.constantFrom('04:30', '05:40', '13:00', '17:01', '17:20', '20:59', '23:00').map(exactly),
);

const bookedItem = (name: string): fc.Arbitrary<BookedItem> =>
  fc
    .record({
      start: starts,
      date: fc.constantFrom(TODAY, TOMORROW),
      minutes: fc.constantFrom(0.5, 3, 20),
      repeats: fc.constantFrom(1, 2),
      messageClass: fc.constantFrom('normal' as const, 'priority' as const),
      state: fc.constantFrom('approved' as const, 'approved' as const, 'proposed' as const),
      controllers: fc.constantFrom([CONTROLLER], [CONTROLLER, 'cụm-2'], ['cụm-2']),
    })
    .map(({ start, date, ...sketch }) => item(name, { ...start, ...sketch, recurrence: { kind: 'once', date } }));

/** So little that most plans have to leave something out. */
const CAPPED = { maxRundownMs: 30 * 60_000, maxDayMs: 45 * 60_000, minGapMs: 2_000, volumeBands: [] };

const requests: fc.Arbitrary<PlanRequest> = fc
  .record({
    items: fc.tuple(...['Bão', 'Chợ', 'Họp', 'Lúa', 'Ngô'].map(bookedItem)),
    signatures: fc.boolean(),
    stopped: fc.boolean(),
    capped: fc.boolean(),
  })
  .map(({ items, signatures, stopped, capped }) =>
    scene(items, {
      ...(signatures && WITH_SIGNATURES),
      ...(capped && { broadcastLimits: CAPPED }),
      stops: stopped ? [stop('13:01', '17:10')] : [],
    }),
  );

/** Lines of tonight for one controller: what it will sound, from when to when. */
function shown(request: PlanRequest): readonly string[] {
  const plan = planZone(request);
  const lines = tonightLines([{ request, plan }], {
    window: { from: request.now, to: request.now + TONIGHT_MS },
    history: null,
    announcements: new Map(),
    languagesOf: () => ['vi'],
  });
  const heardHere = (startsAt: number, title: string) =>
    plan.airings.some(
      (airing) => airing.startsAt === startsAt && airing.title === title && airing.controllerIds.includes(CONTROLLER),
    );
  return lines
    .filter(({ state, startsAt, title }) => state === 'planned' && heardHere(startsAt, title))
    .map(({ kind, title, startsAt, endsAt }) => `${startsAt}-${endsAt} ${kind} ${title}`)
    .sort();
}

/** What the horn of a box sounded in 24 hours on the same plan. */
async function sounded(request: PlanRequest): Promise<readonly string[]> {
  const bench = new DeviceBench({ startsAt: request.now });
  try {
    await bench.start({ limits: request.broadcastLimits });
    const { airings } = planZone(request);
    const entries = airings
      .filter(({ state }) => state === 'planned')
      .map(({ id, rundownId, kind, title, startsAt, durationMs, lateLimitMs, messageClass, controllerIds }) => {
        if (kind === 'drill') throw new Error('no drill was asked for');
        const entry = { rundownId, kind, title, durationMs, lateLimitMs, messageClass, controllerIds };
        return bench.entry(id, startsAt, entry);
      });
    await bench.publish(entries);
    await bench.time.pass(TONIGHT_MS);
    const byPlayback = new Map(airings.map((airing) => [playbackIdOf(airing.id, CONTROLLER), airing]));
    return bench.heard
      .map(({ playbackId, startedAt, endedAt }) => {
        const { kind, title } = byPlayback.get(playbackId)!;
        return `${startedAt}-${endedAt} ${kind} ${title}`;
      })
      .sort();
  } finally {
    await bench.close();
  }
}

it(
  'tonight = air log',
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        expect(await sounded(request)).toEqual(shown(request));
      }),
      DAYS,
    );
  },
  DAY_PATIENCE_MS,
);
