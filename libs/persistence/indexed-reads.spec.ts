// What people open every day is found by an index in the order in which it is shown: what lies long back costs nothing. The statements are those that the
// stores really say, and the plans those that SQLite makes of them.
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner';
import type { EventFilter, StoreReads } from '#application';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { openPlain } from '../../test/support/plain-sqlite';

let database: TemporaryDatabase;
beforeEach(async () => (database = await temporaryDatabase()));
afterEach(() => database.remove());

/** How SQLite answers what is asked meanwhile, one line for each step of the plan, without those that only walk a list that was given. */
async function plansOf(ask: (read: StoreReads) => Promise<unknown>): Promise<readonly string[]> {
  const query = jest.spyOn(SqliteQueryRunner.prototype, 'query');
  await ask(database.unitOfWork.read);
  const asked = query.mock.calls.map(([sql, values]) => ({ sql, values: values ?? [] }));
  query.mockRestore();
  const plain = await openPlain(database.path);
  try {
    const steps: string[] = [];
    for (const { sql, values } of asked) {
      const plan = await plain.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      steps.push(
        ...plan.map(({ detail }) => detail).filter((detail) => /events|rundowns|airings|playbacks|TEMP/.test(detail)),
      );
    }
    return steps;
  } finally {
    await plain.close();
  }
}

describe('the log', () => {
  const [from, to] = [1_000, 2_000];
  const latest = (filter: EventFilter, cursor?: string) =>
    plansOf(({ events }) => events.latest('commune-1', { limit: 50, cursor }, filter));

  it.each<[string, EventFilter, string]>([
    ['newest first', {}, 'events_by_communeId_sequence (communeId=?)'],
    ['of some days', { from, to }, 'events_by_communeId_at_sequence (communeId=? AND at>? AND at<?)'],
    ['of somebody', { actor: 'person-1' }, 'events_by_communeId_actor_sequence (communeId=? AND actor=?)'],
    ['of a kind', { kinds: ['stop.ordered'] }, 'events_by_communeId_kind (communeId=? AND kind=?)'],
    [
      'of a kind in some days',
      { kinds: ['stop.ordered'], from, to },
      'events_by_communeId_kind_at_sequence (communeId=? AND kind=? AND at>? AND at<?)',
    ],
    ['of one thing', { subjectId: 'stop-1' }, 'events_by_communeId_subjectId (communeId=? AND subjectId=?)'],
  ])('%s is read by an index that has the order of the list', async (_, filter, index) => {
    const plans = await latest(filter);
    expect(plans.join('\n')).toContain(index);
    expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
    // Between dates the page itself is put into its order; what was passed over to find it never is.
    const sorted = plans.filter((step) => step.startsWith('USE TEMP'));
    expect(sorted).toHaveLength(filter.from === undefined ? 0 : 1);
  });

  it('is counted by an index', async () => {
    const plans = await plansOf(({ events }) => events.counts('commune-1', ['stop.ordered'], { from, to }));
    expect(plans.join()).toContain('events_by_communeId_kind_at_sequence (communeId=? AND kind=? AND at>? AND at<?)');
  });
});

it.each<[string, (read: StoreReads) => Promise<unknown>, readonly string[]]>([
  ['a village', ({ air }) => air.rundownsOfVillage('village-1', 1, 2), ['rundowns_by_villageId_endsAt']],
  [
    'the board',
    ({ air }) => air.rundownsNearest('commune-1', 2, 1, 3),
    ['rundowns_by_communeId_endsAt', 'airings_by_rundownId'],
  ],
  [
    'what went wrong in a week',
    ({ air }) => air.rundownsInQuestion('commune-1', 1, 2, []),
    ['rundowns_by_communeId_endsAt', 'playbacks_by_rundownId_state'],
  ],
  ['what the poles play next', ({ air }) => air.nextAirings('commune-1', 1, 2), ['airings_by_zoneId_startsAt']],
  [
    'what the poles play now',
    ({ air }) => air.soundingAirings('commune-1', 1, 2),
    ['airings_by_zoneId_startsAt', 'playbacks_by_airingId'],
  ],
  [
    'what nobody is there to play',
    ({ air }) => air.airingsWithoutPoles('commune-1', 1, 2),
    ['airings_by_zoneId_startsAt'],
  ],
  ['the items of rundowns', ({ air }) => air.itemsOfRundowns(['rundown-1']), ['airings_by_rundownId']],
  ['the playbacks of rundowns', ({ air }) => air.playbackCounts(['rundown-1']), ['playbacks_by_rundownId']],
])('%s is read by an index', async (_, ask, indexes) => {
  const plans = await plansOf(ask);
  for (const index of indexes) expect(plans.join('\n')).toContain(index);
  expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
