// The key that signs the event log is lost for good, and whoever keeps the server begins anew: the log before is not called forged, everybody who
// looks after the installation hears of it once, and what somebody does to the log from then on is found as before.
import { AuditSealing, begunAnew, signAuditHead, verifyAudit } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { withAuditTrail } from '#persistence';
import { generateKeys, privateKeyOf } from '#protocol';
import { auditTexts } from '#words';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => {
  world = await DeskWorld.open();
});
afterEach(() => world.close());

async function verdict() {
  const outside = { keys: await world.auditKeys.all(), kept: await world.outsideHeads.read() };
  const [found] = await withAuditTrail(world.database.path, (trail) => verifyAudit(trail, outside, world.communeId));
  return found!;
}
/** A server that starts, and keeps the heads for the first time. */
const started = async () => {
  const { unitOfWork } = world.database;
  const sealing = new AuditSealing(unitOfWork, world.clock, world.auditKeys, world.outsideHeads);
  await sealing.keepOutside();
  return sealing;
};
const told = async () => {
  const { notices } = world.database.unitOfWork.read;
  const { items } = await notices.ofPerson(world.person('mai').personId, { limit: 50 });
  return items.filter(({ kind }) => kind === 'log-begun-anew').length;
};

it('says what of it nobody can prove any more, tells people once, and finds what is forged from then on', async () => {
  const first = await started();
  await first.sealWhenDue(world.communeId);
  expect([await told(), (await verdict()).unprovenSeals]).toEqual([0, null]);

  world.auditKeys.keys.splice(0);
  world.clock.pass(HOUR_MS);
  const begun = begunAnew([], true, world.clock.now())!;
  world.auditKeys.keys.push(begun.freshKey!);
  world.outsideHeads.kept = begun.heads;
  const second = await started();
  await second.sealWhenDue(world.communeId);
  await started();

  expect([second.trouble, await told()]).toEqual([undefined, 1]);
  const before = begun.heads.begunAt!;
  expect(await verdict()).toMatchObject({ fault: null, unprovenSeals: { count: 1, before } });
  expect(auditTexts('vi', await verdict(), 'Asia/Ho_Chi_Minh').join()).toContain('khoá ký đã mất');
  expect(world.outsideHeads.kept).toMatchObject({ begunAt: before, heads: [{ communeId: world.communeId }] });

  world.clock.pass(MINUTE_MS);
  await world.announcement('Họp bản');
  const forger = { keyId: 'forged', privateKey: privateKeyOf(generateKeys().privateKeyPem) };
  await world.database.unitOfWork.run(async ({ events }) => {
    const { communeId, chainNumber, hash } = await events.chainHead(world.communeId);
    await events.insertSeal(signAuditHead({ communeId, chainNumber, hash, sealedAt: world.clock.now() }, forger));
  });
  expect((await verdict()).fault).toMatchObject({ fault: 'bad-seal' });
});

it('does not take a signature for lost because somebody says that it is old, where nobody began anew', async () => {
  const sealing = await started();
  await sealing.sealWhenDue(world.communeId);
  world.auditKeys.keys.splice(0, 1, { ...generateKeys(), keyId: 'another', createdAt: 0 });
  expect((await verdict()).fault).not.toBeNull();
});
