// A rundown that is packed again and again while it sounds, on a real device brain in virtual time: whatever people change and however often the
// programme is issued anew, the horn never sounds an item twice, two items at once, anything in quiet hours, or anything nobody let on air.
import { MINUTE_MS, overlaps, planZone, quietDuring, type Airing, type BookedItem, type PlanRequest } from '#domain';
import { playbackIdOf } from '#protocol';
import fc from 'fast-check';
import { CONTROLLER, DeviceBench } from '../support/device-bench';
import { at, EVENING, exactly, item, scene, stop, TODAY, WITH_SIGNATURES, ZONE } from '../support/planning-scene';
import { DAY_PATIENCE_MS, DAYS } from '../support/property-runs';

const NAMES = ['Bão', 'Chợ', 'Họp', 'Lúa', 'Ngô', 'Sắn'];

const bookedItem = (name: string): fc.Arbitrary<BookedItem> =>
  fc
    .record({
      start: fc.oneof(
        { weight: 4, arbitrary: fc.constant({ start: { kind: 'slot', slotId: EVENING.id } } as const) },
        { weight: 1, arbitrary: fc.constantFrom('17:05', '17:06', '17:30', '20:58').map(exactly) },
      ),
      minutes: fc.constantFrom(0.5, 2, 7.25),
      repeats: fc.constantFrom(1, 1, 2),
      messageClass: fc.constantFrom('normal' as const, 'normal' as const, 'priority' as const),
      lateReason: fc.constantFrom(null, 'sự cố'),
      precedence: fc.constantFrom(0, 0, -1, 1),
    })
    .map(({ start, ...sketch }) => item(name, { ...start, ...sketch, controllers: [CONTROLLER] }));

/** What a person does between one planning and the next. */
type Change = 'nothing' | 'book' | 'cancel' | 'void' | 'approve' | 'stop' | 'lift' | 'cap';

interface Step {
  readonly minutes: number;
  readonly change: Change;
  readonly name: string;
  readonly newcomer: BookedItem;
}

const story: fc.Arbitrary<readonly Step[]> = fc.array(
  fc
    .record({
      minutes: fc.constantFrom(0, 0.2, 1, 3, 8, 20),
      change: fc.constantFrom<Change>('nothing', 'book', 'book', 'cancel', 'void', 'approve', 'stop', 'lift', 'cap'),
      name: fc.constantFrom(...NAMES),
    })
    .chain((step) => bookedItem(step.name).map((newcomer) => ({ ...step, newcomer }))),
  { minLength: 4, maxLength: 12 },
);

/** The request after a step; `now` is the instant of the step. */
function changed(request: PlanRequest, { change, name, newcomer }: Step, now: number): PlanRequest {
  const edit = (state: BookedItem['booking']['state'], approvedAt: number | null) =>
    request.items.map((each) =>
      each.booking.id === name ? { ...each, booking: { ...each.booking, state, approvedAt } } : each,
    );
  const isNew = !request.items.some(({ booking }) => booking.id === name);
  switch (change) {
    case 'book': {
      const booking = { ...newcomer.booking, createdAt: now, approvedAt: now };
      return isNew ? { ...request, items: [...request.items, { ...newcomer, booking }] } : request;
    }
    case 'cancel':
      return { ...request, items: edit('cancelled', null) };
    case 'void':
      return { ...request, items: edit('proposed', null) };
    case 'approve':
      return { ...request, items: edit('approved', now) };
    case 'stop':
      return { ...request, stops: [{ ...stop('12:00', '12:00'), from: now, until: now + 4 * MINUTE_MS }] };
    case 'lift':
      return { ...request, stops: request.stops.map((each) => ({ ...each, liftedAt: now })) };
    case 'cap':
      return { ...request, broadcastLimits: { ...request.broadcastLimits, maxRundownMs: 10 * MINUTE_MS } };
    case 'nothing':
      return request;
  }
}

/** One thing that the horn sounded, with what it was. */
interface Sounded {
  readonly airing: Airing;
  readonly from: number;
  readonly to: number;
}

/** Lives through the story and returns what the horn sounded, and every airing that was ever planned. */
async function live(first: readonly BookedItem[], steps: readonly Step[]): Promise<readonly Sounded[]> {
  let request = scene(first, { ...WITH_SIGNATURES, now: at('16:50') });
  const bench = new DeviceBench({ startsAt: request.now });
  const known = new Map<string, Airing>();
  const publish = async () => {
    const plan = planZone(request);
    request = { ...request, existing: plan.airings, existingRundowns: plan.rundowns };
    for (const airing of plan.airings) known.set(playbackIdOf(airing.id, CONTROLLER), airing);
    const entries = plan.airings
      .filter(({ state }) => state === 'planned')
      .map(({ id, rundownId, kind, title, startsAt, durationMs, lateLimitMs, messageClass, controllerIds }) => {
        if (kind === 'drill') throw new Error('no drill was asked for');
        const entry = { rundownId, kind, title, durationMs, lateLimitMs, messageClass, controllerIds };
        return bench.entry(id, startsAt, entry);
      });
    const cancelledAiringIds = plan.airings.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
    const stops = request.stops
      .filter(({ liftedAt }) => liftedAt === null)
      .map(({ id, from, until }) => ({ stopId: `${id} ${from}`, from, until, sparesEmergency: false }));
    await bench.publish(entries, { cancelledAiringIds, stops }, 200);
  };
  try {
    await bench.start();
    request = { ...request, now: bench.serverNow() };
    await publish();
    for (const step of steps) {
      await bench.time.pass(step.minutes * MINUTE_MS);
      request = changed({ ...request, now: bench.serverNow() }, step, bench.serverNow());
      await publish();
    }
    await bench.time.pass(at('22:00') - bench.serverNow());
    expect(bench.failures).toEqual([]);
    return bench.heard.map(({ playbackId, startedAt, endedAt }) => ({
      airing: known.get(playbackId)!,
      from: startedAt,
      to: endedAt!,
    }));
  } finally {
    await bench.close();
  }
}

it(
  'sounds every item at most once, one at a time, outside quiet hours',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...NAMES.slice(0, 4).map(bookedItem)), story, async (first, steps) => {
        const sounded = await live(first, steps);

        const names = sounded.map(({ airing: { bookingId, id } }) => `${bookingId ?? ''} ${id}`);
        expect(names).toEqual([...new Set(names)]);
        for (const [index, one] of sounded.entries()) {
          expect(quietDuring(one, scene([]).quietHours, ZONE)).toBeUndefined();
          for (const other of sounded.slice(index + 1))
            expect([one, other, overlaps(one, other)]).toEqual([one, other, false]);
        }
      }),
      { ...DAYS, numRuns: 2 * DAYS.numRuns },
    );
  },
  DAY_PATIENCE_MS,
);

it('the judge would notice: the story sounds something on most days', async () => {
  const sounded = await live(
    [item('Họp', { controllers: [CONTROLLER], ...exactly('17:05'), recurrence: { kind: 'once', date: TODAY } })],
    [],
  );
  expect(sounded.map(({ airing }) => airing.kind)).toEqual(['opening', 'item', 'closing']);
});
