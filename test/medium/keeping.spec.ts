// Two years of a commune: what nobody needs any more is removed and said to be, what may still sound is kept, and what was approved stays in the log.
import { AudioStore, RecordingKeeping, verifyAudit } from '#application';
import { DAY_MS, type Recording } from '#domain';
import { withAuditTrail } from '#persistence';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => {
  world = await DeskWorld.open();
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const removed = () => (world.get(AudioStore as never) as AudioStore & { readonly removed: readonly string[] }).removed;
async function look(days: number): Promise<void> {
  world.clock.pass(days * DAY_MS);
  await world.get(RecordingKeeping).removeOld(world.communeId);
}
async function recordingOf({ versions }: { readonly versions: readonly { readonly recordingId: string }[] }) {
  return (await read().recordings.recording(versions[0]!.recordingId))!;
}
const bytesOf = ({ sha256, rendition }: Recording) => [sha256, rendition!.sha256].sort();

it('removes what never sounded after half a year, and what sounded two years later; each once, and nothing that may sound yet', async () => {
  const mai = world.person('mai');
  const draft = await world.announcement('Nháp');
  const played = await world.announcement('Họp bản');
  await world.onAir(played);
  const warning = await world.announcement('Lũ quét', 30_000, 'emergency');
  await world.announcements.approve(world.person('toan'), warning.id, warning.digest!);
  await world.work();

  await look(179);
  expect(removed()).toEqual([]);
  await look(2);
  expect([...removed()].sort()).toEqual(bytesOf(await recordingOf(draft)));
  expect(await recordingOf(draft)).toMatchObject({
    removedAt: world.clock.now(),
    sha256: expect.any(String) as string,
  });

  // Its booking is over.
  await world.planner.plan(world.communeId);
  await look(548);
  expect(removed()).toHaveLength(2);
  await look(2);
  expect([...removed()].slice(2).sort()).toEqual(bytesOf(await recordingOf(played)));
  await look(4_000);
  expect(removed()).toHaveLength(4);
  expect((await recordingOf(warning)).removedAt).toBeNull();

  expect(await refusal(world.onAir(played))).toBe('recording-removed');
  expect(await refusal(world.recordings.retrim(mai, played.versions[0]!.recordingId, null))).toBe('recording-removed');
  const { items } = await read().events.latest(world.communeId, { limit: 10 }, { kinds: ['recording.removed'] });
  expect(items.map(({ details }) => details)).toEqual([{ hasSounded: true }, { hasSounded: false }]);
  const outside = { keys: await world.auditKeys.all(), kept: await world.outsideHeads.read() };
  const [verdict] = await withAuditTrail(world.database.path, (trail) => verifyAudit(trail, outside, world.communeId));
  expect(verdict).toMatchObject({ fault: null, unbacked: [], contradicted: [] });
});

it('keeps bytes that another recording still needs, and takes away what a server that died left behind', async () => {
  const [one, other] = [await world.announcement('Một'), await world.announcement('Hai')];
  const first = await recordingOf(one);
  const { sha256, rendition } = first;
  await world.database.unitOfWork.run(async ({ recordings }) => {
    await recordings.update((await recordingOf(other)).id, { sha256, rendition });
    await recordings.update(first.id, { receivedAt: first.receivedAt - 300 * DAY_MS });
  });
  await world.database.unitOfWork.run(({ announcements }) =>
    announcements.update(one.id, { createdAt: first.receivedAt - 300 * DAY_MS }),
  );
  await look(1);
  expect((await read().recordings.recording(first.id))!.removedAt).not.toBeNull();
  expect(removed()).toEqual([]);

  await world.database.unitOfWork.run(async ({ recordings }) =>
    recordings.update((await recordingOf(other)).id, { removedAt: world.clock.now() }),
  );
  await look(2);
  expect([...removed()].sort()).toEqual(bytesOf(first));
});
