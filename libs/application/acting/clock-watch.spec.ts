// Whom the server believes about its own clock.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { temporaryDatabase, type TemporaryDatabase } from '../../../test/support/database';
import { aCommune, NOON } from '../../../test/support/factories';
import { StandingClock } from '../../../test/support/standing-clock';
import { WitnessInMemory } from '../../../test/support/witness-in-memory';
import { ClockWatch } from './clock-watch';

let database: TemporaryDatabase;
let clock: StandingClock;
let witness: WitnessInMemory;
let watch: ClockWatch;

beforeEach(async () => {
  database = await temporaryDatabase();
  clock = new StandingClock(NOON);
  witness = new WitnessInMemory();
  watch = new ClockWatch(database.unitOfWork, clock, witness);
  await database.unitOfWork.run(async ({ places, events }) => {
    await places.insertCommune(aCommune());
    const { id: communeId } = aCommune();
    await events.append({ communeId, at: NOON, kind: 'stop.lifted', actor: 'system', subjectId: 's' });
  });
});
afterEach(() => database.remove());

const reason = () => watch.doubt?.reason;
/** Poles that have run for a day say that it is so much later than the server thinks. */
const polesSay = (...aheadMs: readonly number[]) =>
  aheadMs.forEach((ms, place) =>
    watch.heard(`pole-${place}`, { at: clock.now() + ms, uncertaintyMs: 10, uptimeMs: DAY_MS + clock.monotonicMs() }),
  );
async function startedAfter(ms: number): Promise<void> {
  clock.step(ms);
  await watch.atStart();
}

describe('a clock that is set while the server runs', () => {
  it.each([HOUR_MS, -HOUR_MS, 3 * SECOND_MS])('by %d ms is doubted until it is set back', (ms) => {
    expect(reason()).toBeUndefined();
    clock.step(ms);
    expect(watch.doubt).toEqual({ reason: 'stepped', byMs: ms });
    clock.pass(HOUR_MS);
    expect(reason()).toBe('stepped');
    clock.step(-ms);
    expect(reason()).toBeUndefined();
  });

  it('is believed when more poles have the new time than another', () => {
    expect(reason()).toBeUndefined();
    clock.step(HOUR_MS);
    polesSay(-HOUR_MS, -HOUR_MS);
    expect(reason()).toBe('stepped');
    polesSay(0, 0, -HOUR_MS);
    expect(reason()).toBeUndefined();
  });

  it('in small steps, as one that is kept right, is never doubted', () => {
    for (let minute = 0; minute < 60; minute += 1) {
      clock.pass(MINUTE_MS);
      clock.step(SECOND_MS);
      expect(reason()).toBeUndefined();
    }
  });
});

describe('a server that starts', () => {
  it.each([
    ['before it wrote last', -MINUTE_MS, 'behind-database'],
    ['a month after it wrote last', 30 * DAY_MS, 'ahead-of-database'],
  ])('%s is doubted until the clock is set', async (_when, ms, doubted) => {
    await startedAfter(ms);
    expect(reason()).toBe(doubted);
    clock.step(-ms);
    await watch.review();
    expect(reason()).toBeUndefined();
  });

  it('goes on when a person says at the machine that the clock is right, and not by an old word', async () => {
    await startedAfter(30 * DAY_MS);
    witness.confirmedAt = clock.now() - HOUR_MS;
    await watch.review();
    expect(reason()).toBe('ahead-of-database');
    witness.confirmedAt = clock.now();
    await watch.review();
    expect(reason()).toBeUndefined();
  });

  it('tells no pole the time that knows one, until the poles agree', async () => {
    await startedAfter(15 * MINUTE_MS);
    watch.heard('fresh', { at: 0, uncertaintyMs: Number.MAX_SAFE_INTEGER, uptimeMs: SECOND_MS });
    expect([watch.tells('fresh'), watch.tells('pole-0')]).toEqual([true, false]);
    polesSay(-15 * MINUTE_MS, -15 * MINUTE_MS);
    expect(watch.doubt).toEqual({ reason: 'poles-disagree', byMs: 15 * MINUTE_MS });
    expect(watch.tells('fresh')).toBe(false);
    clock.step(-15 * MINUTE_MS);
    polesSay(0, 0);
    expect([reason(), watch.tells('pole-0')]).toEqual([undefined, true]);
  });

  it('is not doubted for one pole, or for poles that do not agree with each other', async () => {
    await startedAfter(MINUTE_MS);
    polesSay(HOUR_MS);
    expect(reason()).toBeUndefined();
    polesSay(HOUR_MS, -2 * HOUR_MS, DAY_MS);
    expect(reason()).toBeUndefined();
    clock.pass(6 * MINUTE_MS);
    expect(watch.tells('pole-0')).toBe(true);
  });
});
