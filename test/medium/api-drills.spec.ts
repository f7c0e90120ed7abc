// Drills and self-tests through their doors: every answer says that it is an exercise, in the language that was asked for.
import { DEFAULT_RULES, HOUR_MS, MINUTE_MS } from '#domain';
import { ApiBench } from '../support/api-bench';
import { aRecording, aRendition, anAnnouncement } from '../support/factories';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
  const communeId = bench.home.commune.id;
  await bench.unitOfWork.run(async ({ recordings, announcements }) => {
    for (const [index, id] of ['opening', 'flood', 'closing'].entries()) {
      const rendition = aRendition({ sha256: String(index).repeat(64), durationMs: 10_000 });
      const uploadedBy = bench.home.people[0]!.id;
      await recordings.insert(aRecording({ id, communeId, uploadedBy, state: 'ready', rendition }));
      const versions = [{ language: 'vi', recordingId: id, script: id }];
      const title = id === 'flood' ? 'Lũ quét' : id;
      await announcements.insert(
        anAnnouncement({ id, communeId, title, versions, state: 'approved', createdBy: uploadedBy }),
      );
    }
  });
});
afterAll(() => bench.close());

const at = (path: string) => `/api/v1/communes/${bench.home.commune.id}/${path}`;
const body = (minutes: number) => ({
  announcementId: 'flood',
  wholeCommune: true,
  startsAt: new Date(bench.clock.now() + minutes * MINUTE_MS).toISOString(),
  reason: 'đầu mùa mưa',
});
const order = (minutes: number, path = 'drills', headers = {}) =>
  bench.ask('POST', at(path), { as: mai, headers, body: body(minutes) });

it('a drill is refused until the commune chose the words around it, then ordered, shown and cancelled as an exercise', async () => {
  const bare = await order(3 * 60);
  expect([bare.statusCode, bare.json().code]).toEqual([409, 'drill-not-wrapped']);
  const drill = { openingAnnouncementId: 'opening', closingAnnouncementId: 'closing' };
  await bench.unitOfWork.run(({ places }) =>
    places.updateCommune(bench.home.commune.id, { rules: { ...DEFAULT_RULES, drill } }),
  );

  const check = await order(1, 'drills/check');
  expect(check.statusCode).toBe(200);
  expect(check.json()).toMatchObject({ exercise: true, notice: 'DIỄN TẬP: "Lũ quét". Không phải tin thật.' });
  expect(check.json().conflicts[0]).toMatchObject({ kind: 'too-soon', detail: expect.stringContaining('Suối Tàu') });
  const soon = await order(1);
  expect([soon.statusCode, soon.json().code]).toEqual([409, 'drill-conflict']);
  expect(soon.json().detail).toContain('DIỄN TẬP');

  const ordered = await order(3 * 60, 'drills', { 'accept-language': 'en' });
  expect(ordered.statusCode).toBe(201);
  expect(ordered.json()).toMatchObject({ exercise: true, state: 'planned' });
  expect(ordered.json().notice).toContain('DRILL');
  const { id } = ordered.json() as { id: string };
  const list = await bench.ask('GET', at('drills'), { as: mai });
  expect(list.json().items).toMatchObject([{ id, exercise: true }]);
  const gone = await bench.ask('DELETE', `/api/v1/drills/${id}`, { as: mai });
  expect(gone.json()).toMatchObject({ state: 'cancelled', exercise: true });
  const again = await bench.ask('DELETE', `/api/v1/drills/${id}`, { as: mai });
  expect(again.json().code).toBe('wrong-state');
});

it('a self-test is begun by who looks after the poles, and reported by day', async () => {
  const [tho, ghi] = [await bench.signIn('tho'), await bench.signIn('ghi')];
  expect((await bench.ask('POST', at('self-tests'), { as: ghi })).statusCode).toBe(403);
  const begun = await bench.ask('POST', at('self-tests'), { as: tho });
  expect(begun.statusCode).toBe(201);
  const date = new Date(bench.clock.now() + 7 * HOUR_MS).toISOString().slice(0, 10);
  const reports = await bench.ask('GET', at(`self-tests?date=${date}`), { as: mai });
  expect(reports.json().items).toMatchObject([{ id: begun.json().id, results: [] }]);
});
