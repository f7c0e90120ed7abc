// The report of a month against the ground truth: what the horns of real brains noted down themselves.
import { MonthReports } from '#application';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { DeskFleet } from '../support/desk-fleet';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';

const MONTH = '2026-11';
const POLES = ['Nà Khoang 1', 'Nà Khoang 2', 'Phìn Sử 1'];

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

it('says of minutes, plays and starts exactly what the air log says', async () => {
  const fleet = await DeskFleet.open(world, POLES);
  const reports = new MonthReports(world.database.unitOfWork, world.clock);
  const poles = POLES.map((name) => fleet.poles.get(name)!);
  try {
    await world.onAir(await world.announcement('Họp thôn', 60 * SECOND_MS), {
      start: { kind: 'exact', at: '16:15:00' },
      villageIds: [world.villageId('Nà Khoang'), world.villageId('Phìn Sử')],
    });
    await world.onAir(await world.announcement('Tiêm chủng', 40 * SECOND_MS), {
      start: { kind: 'exact', at: '16:30:00' },
      villageIds: [world.villageId('Nà Khoang')],
    });
    await fleet.pass(20 * MINUTE_MS);
    // A pole loses its power before the second notice and comes back no more.
    await fleet.poles.get('Nà Khoang 2')!.switchOff();
    await fleet.pass(20 * MINUTE_MS);

    const report = await reports.report(world.person('mai'), world.communeId, MONTH);
    const heard = poles.flatMap((pole) => pole.heard);
    expect(heard.length).toBeGreaterThanOrEqual(4);
    expect(report.tally.played).toBe(heard.filter(({ completed }) => completed).length);
    expect(report.tally.onTime).toBe(heard.length);
    const covered = (names: readonly string[]) => {
      const seconds = new Set<number>();
      for (const { startedAt, endedAt } of names.flatMap((name) => fleet.poles.get(name)!.heard))
        for (let at = startedAt; at < endedAt!; at += SECOND_MS) seconds.add(Math.floor(at / SECOND_MS));
      return seconds.size * SECOND_MS;
    };
    const village = (name: string) => report.villages.find((each) => each.village.name === name)!;
    expect(village('Nà Khoang').soundedMs).toBe(covered(['Nà Khoang 1', 'Nà Khoang 2']));
    expect(village('Phìn Sử').soundedMs).toBe(covered(['Phìn Sử 1']));
    expect(village('Nà Khoang').soundedMs).toBe(100 * SECOND_MS);
    expect(report.languages).toEqual([{ language: 'vi', soundedMs: 160 * SECOND_MS }]);
    // Whatever was due and is not in the air log is named: on poles that were off, and on those that have no box.
    expect(report.tally.due - report.tally.played).toBe(report.tally.unconfirmed + report.tally.missed);
    expect(report.troubles.some(({ titles }) => titles.includes('Tiêm chủng'))).toBe(true);
    expect(report.happenings).toEqual({ emergencies: 0, drills: 0, stops: 0, retractions: 0, complaints: 0 });
  } finally {
    await fleet.close();
  }
});

it('asks the same few questions, whether a month was empty or full', async () => {
  const { unitOfWork } = world.database;
  const reports = new MonthReports(unitOfWork, world.clock);
  const questions = jest.spyOn(
    (unitOfWork.read.air as unknown as { readonly manager: { find(): unknown } }).manager,
    'find',
  );
  const asked = async () => {
    questions.mockClear();
    await reports.report(world.person('mai'), world.communeId, MONTH);
    return questions.mock.calls.length;
  };
  const empty = await asked();
  await world.onAir(await world.announcement('Mỗi ngày', 30 * SECOND_MS), {
    start: { kind: 'exact', at: '17:10:00' },
    recurrence: { kind: 'daily', from: '2026-11-21', until: '2026-11-30' },
  });
  world.clock.pass(AFTERNOON + 24 * HOUR_MS - world.clock.now());
  const full = await asked();
  expect(full - empty).toBeLessThanOrEqual(1);
});
