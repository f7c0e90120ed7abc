// What the API answers to a cancel: never more than is known. A pole that is away may begin the item all the same, and until when is said.
import { AirPlanner } from '#application';
import { ApiBench } from '../support/api-bench';
import { aDevice } from '../support/factories';

let bench: ApiBench;
beforeAll(async () => {
  bench = await ApiBench.open();
});
afterAll(() => bench.close());

interface Told {
  readonly id: string;
  readonly digest: string;
}

it('names each pole, whether it knows, and until which second it may begin', async () => {
  const { commune, controllers } = bench.home;
  const [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
  const post = async (url: string, body: unknown, as = mai) =>
    (await bench.ask('POST', url, { as, body })).json<Told>();
  const [there, away] = controllers;
  await bench.unitOfWork.run(async ({ devices }) => {
    const { id: communeId } = commune;
    await devices.insertDevice(
      aDevice({ id: 'there', communeId, controllerId: there!.id, credentialHash: 'a'.repeat(64) }),
    );
    await devices.insertDevice(
      aDevice({ id: 'away', communeId, controllerId: away!.id, credentialHash: 'b'.repeat(64), online: false }),
    );
  });
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Nhầm' }];
  const announcement = await post(`/api/v1/communes/${commune.id}/announcements`, { title: 'Nhầm', versions });
  await post(`/api/v1/announcements/${announcement.id}/submit`, undefined);
  const booked = await post(`/api/v1/communes/${commune.id}/bookings`, {
    announcementId: announcement.id,
    wholeCommune: true,
    start: { kind: 'exact', at: '17:00' },
    recurrence: { kind: 'once', date: '2026-11-23' },
    lateLimitMs: 60_000,
  });
  await post(`/api/v1/bookings/${booked.id}/approve`, { digest: booked.digest }, leader);
  await bench.app.get(AirPlanner).plan(commune.id);
  const standing = await bench.ask('GET', `/api/v1/bookings/${booked.id}`, { as: mai });
  expect(standing.json()).toMatchObject({ state: 'approved', takenOff: null });
  const until = '2026-11-23T10:01:20.000Z';
  const cancelled = await bench.ask('POST', `/api/v1/bookings/${booked.id}/cancel`, {
    as: leader,
    body: { reason: 'nhầm' },
  });
  expect([cancelled.statusCode, cancelled.json<{ state: string }>().state]).toEqual([200, 'cancelled']);
  const { takenOff } = cancelled.json<{ takenOff: { poles: readonly { knows: string }[] } }>();
  expect(takenOff).toMatchObject({ mayStillBeginUntil: until });
  expect([...takenOff.poles].sort((a, b) => (a.knows < b.knows ? -1 : 1))).toMatchObject([
    { controllerId: there!.id, name: there!.name, knows: 'asked', mayStillBeginUntil: until },
    { controllerId: away!.id, name: away!.name, knows: 'offline', mayStillBeginUntil: until },
  ]);
});
