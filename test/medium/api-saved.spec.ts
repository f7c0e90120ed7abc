// What was saved is never called not saved: a fault before the commit, after it, and on a page that only shows are told apart.
import { Activity } from '#application';
import { MINUTE_MS } from '#domain';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly digest: string;
  readonly state: string;
  readonly saved: readonly { readonly event: string; readonly subjectId: string }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });
const page = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
const form = (url: string, fields: Record<string, string>) =>
  bench.ask('POST', url, { as: leader, headers: page, body: new URLSearchParams(fields).toString() });
const read = () => bench.unitOfWork.read;
const NOT_SAVED = 'chưa được lưu';

async function submitted(title: string, messageClass = 'normal'): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions, messageClass }));
  await post(`/api/v1/announcements/${id}/submit`, undefined);
  return id;
}

async function emergencyAsked(): Promise<string> {
  const [running] = await read().emergencies.onAir(bench.home.commune.id);
  if (running) await post(`/api/v1/emergencies/${running.id}/end`, {});
  const announcementId = await submitted('Lũ quét', 'emergency');
  const asked = { announcementId, wholeCommune: true, minutes: 10, reason: 'Nước dâng nhanh' };
  return told(await post(`${commune}/emergencies`, asked)).id;
}

async function proposed(at: string): Promise<Told> {
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const start = { kind: 'exact', at };
  const wish = { announcementId: await submitted('Họp bản'), wholeCommune: true, start, recurrence };
  return told(await post(`${commune}/bookings`, wish));
}

/** From now on what an answer is made of cannot be read; what is written is read elsewhere. */
const breakAnswers = () => jest.spyOn(read().devices, 'devices').mockRejectedValue(new Error('disk I/O error'));

describe('a fault after the commit', () => {
  it('says that the emergency is on air, whose answer alone is missing', async () => {
    const id = await emergencyAsked();
    breakAnswers();
    const answer = await post(`/api/v1/emergencies/${id}/confirmation`, {}, leader);
    expect([answer.statusCode, told(answer).code]).toEqual([500, 'saved-but-not-shown']);
    expect(told(answer).saved).toContainEqual({ event: 'emergency.confirmed', subjectId: id });
    expect(told(answer).detail).toContain('đã được lưu');
    expect(told(answer).detail).not.toContain(NOT_SAVED);
    expect((await read().emergencies.emergency(id))!.state).toBe('on_air');
  });

  it('says so on the page of a leader too', async () => {
    const id = await emergencyAsked();
    breakAnswers();
    const answer = await form('/leader/confirmations', { id, held: 'yes' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('đã được lưu');
    expect(answer.body).not.toContain(NOT_SAVED);
    expect((await read().emergencies.emergency(id))!.state).toBe('on_air');
  });

  it('says so when what follows the commit fails, such as the queue', async () => {
    jest.spyOn(bench.queue, 'enqueue').mockRejectedValue(new Error('the queue is broken'));
    const recordings = await read().recordings.unfinished();
    const sent = await bench.ask('POST', `${commune}/recordings?fileName=a.m4a`, {
      as: mai,
      headers: { 'content-type': 'audio/mp4' },
      body: Buffer.from('a sound nobody has rendered yet'),
    });
    const saved = [{ event: 'recording.received', subjectId: expect.any(String) as string }];
    expect(told(sent)).toMatchObject({ code: 'saved-but-not-shown', saved });
    expect(await read().recordings.unfinished()).toHaveLength(recordings.length + 1);
  });

  it('is none when only the plan could not be asked for: the tick asks for it', async () => {
    const { id, digest } = await proposed('17:10');
    jest.spyOn(bench.queue, 'enqueue').mockRejectedValue(new Error('the queue is broken'));
    const approved = await post(`/api/v1/bookings/${id}/approve`, { digest }, leader);
    expect([approved.statusCode, told(approved).state]).toEqual([200, 'approved']);
    const mark = await read().air.planMark(bench.home.commune.id);
    expect(mark.done).toBeLessThan(mark.wanted);
  });

  it('says so of what no event tells, and in English', async () => {
    const { items } = (await bench.ask('GET', '/api/v1/me/notices', { as: leader })).json<{ items: Told[] }>();
    const { run } = bench.unitOfWork;
    jest.spyOn(bench.unitOfWork, 'run').mockImplementationOnce(async (work) => {
      await run.call(bench.unitOfWork, work);
      throw new Error('lost after the commit');
    });
    const answer = await bench.ask('POST', `/api/v1/me/notices/${items[0]!.id}/read`, {
      as: leader,
      headers: { 'accept-language': 'en' },
    });
    expect(told(answer)).toMatchObject({ code: 'saved-but-not-shown', saved: [] });
    expect(told(answer).detail).toContain('was saved');
  });
});

describe('a fault before the commit', () => {
  it('says that nothing was saved', async () => {
    const { id, digest } = await proposed('18:10');
    jest.spyOn(bench.unitOfWork, 'run').mockRejectedValueOnce(new Error('disk I/O error'));
    const answer = await post(`/api/v1/bookings/${id}/approve`, { digest }, leader);
    expect(told(answer)).toMatchObject({ code: 'unexpected', saved: [] });
    expect(told(answer).detail).toContain(NOT_SAVED);
    expect((await read().bookings.booking(id))!.state).toBe('proposed');
  });

  it('is not taken for saved because somebody was seen at the door', async () => {
    const { id, digest } = await proposed('18:20');
    bench.clock.pass(60 * MINUTE_MS);
    const seen = jest.spyOn(bench.unitOfWork, 'aside');
    jest.spyOn(bench.unitOfWork, 'run').mockImplementationOnce(async () => {
      await bench.app.get(Activity).write();
      throw new Error('disk I/O error');
    });
    const answer = await form('/leader/approvals', { id, kind: 'booking', digest, heard: 'yes' });
    expect(answer.statusCode).toBe(500);
    expect(seen).toHaveBeenCalled();
    expect(answer.body).toContain(NOT_SAVED);
    expect((await read().bookings.booking(id))!.state).toBe('proposed');
  });
});

it('a page that only shows says nothing of what was not saved: what was done before it stands', async () => {
  jest.spyOn(read().notices, 'ofPerson').mockRejectedValue(new Error('disk I/O error'));
  const answer = await bench.ask('GET', '/leader?done=confirmed', { as: leader, headers: { accept: 'text/html' } });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toContain('vẫn giữ nguyên');
  expect(answer.body).toContain(`Số theo dõi: ${String(answer.headers['x-request-id'])}`);
  expect(answer.body).not.toMatch(/chưa (được )?lưu/);
});
