// The month's report and the event log at the door: as numbers, as tables, and for those alone who may read them.
import { AFTER_MONTH, seedMonth } from '../support/month-on-air';
import { ApiBench } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
  await seedMonth(bench);
  bench.clock.pass(AFTER_MONTH - bench.clock.now());
  mai = await bench.signIn('mai');
});
afterAll(() => bench.close());

const address = (rest: string) => `/api/v1/communes/${bench.home.commune.id}/${rest}`;
const get = (rest: string, as = mai, headers = {}) => bench.ask('GET', address(rest), { as, headers });

/** Reads a table as a spreadsheet would, by a rule of its own. */
function cellsOf(csv: string, separator: string): readonly (readonly string[])[] {
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let index = 1; index < csv.length; index += 1) {
    const letter = csv[index]!;
    if (quoted && letter === '"' && csv[index + 1] === '"') cell += csv[(index += 1)];
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === separator || letter === '\n')) {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      cell = '';
      if (letter === '\n') rows.push([]);
    } else cell += letter;
  }
  return rows.slice(0, -1);
}

describe('the report of a month', () => {
  it('is offered for the last full month first', async () => {
    expect((await get('reports')).json()).toEqual({ first: '2026-11', last: '2026-12', usual: '2026-11' });
  });

  it('is the same in the table as in the numbers, and every village stands in it', async () => {
    const report = (await get('reports/2026-11')).json();
    expect(report.tally).toMatchObject({ due: 4, played: 2, missed: 1, unconfirmed: 1, begun: 2, onTime: 1 });
    for (const [lang, separator, total] of [
      ['vi', ';', 'Toàn xã'],
      ['en', ',', 'Whole commune'],
    ] as const) {
      const answer = await get(`reports/2026-11.csv?lang=${lang}`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      const [heading, ...rows] = cellsOf(answer.body, separator);
      expect(rows.map(([name]) => name)).toEqual(['bản Suối Tàu', 'bản Nậm Pẻn', total]);
      const at = (lang === 'vi' ? 'Lượt phải phát' : 'Plays due') as string;
      expect(rows.map((row) => Number(row[heading!.indexOf(at)]))).toEqual([4, 0, 4]);
      expect(rows.every((row) => row.length === heading!.length)).toBe(true);
    }
  });

  it('speaks the language that is asked for, and lets nobody type a formula into a spreadsheet', async () => {
    const { body, headers } = await get('reports/2026-11.csv?table=troubles', mai, { 'accept-language': 'en' });
    const rows = cellsOf(body, ',');
    expect([headers['content-language'], rows[0]![0]]).toEqual(['en', 'Day']);
    expect(rows.slice(1).map((row) => row[3])).toEqual([`'=cmd|' /C calc'!A0`, `'=cmd|' /C calc'!A0`]);
    expect(cellsOf((await get('reports/2026-11.csv?table=days&lang=vi')).body, ';')).toHaveLength(31);
  });

  it('is refused for what is no month, and to whoever is not of the commune', async () => {
    for (const path of ['reports/2026-13', 'reports/2026-13.csv', 'reports/2026-11.csv?table=all'])
      expect((await get(path)).statusCode).toBe(400);
    const stranger = await bench.signIn('mai-2');
    expect((await get('reports/2026-11', stranger)).statusCode).toBe(404);
    expect((await get('reports/2026-11.csv', stranger)).statusCode).toBe(404);
  });
});

describe('the event log', () => {
  it('is filtered by what it is about, by who did it and by time, and names who it was', async () => {
    const signIns = (await get('audit?about=person')).json().items as { kind: string; actorName: string | null }[];
    expect(signIns.length).toBeGreaterThan(1);
    expect(signIns.every(({ kind }) => kind.startsWith('person.'))).toBe(true);
    expect(signIns[0]!.actorName).toContain('mai');
    const people = (await get('audit/actors')).json().items as { actor: string; name: string }[];
    const { actor } = people.find(({ name }) => name.startsWith('mai'))!;
    const own = (await get(`audit?actor=${actor}`)).json().items as { actor: string }[];
    expect(new Set(own.map((each) => each.actor))).toEqual(new Set([actor]));
    const later = await get(`audit?from=${encodeURIComponent('2027-01-01T00:00:00+07:00')}`);
    expect(later.json().items).toEqual([]);
    expect((await get('audit?about=gossip')).statusCode).toBe(400);
  });

  it('goes out whole, as a table and line by line, with every hash', async () => {
    const lines = (await get('audit/export.jsonl')).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { sequence: number; hash: string; previousHash: string });
    expect(lines.length).toBeGreaterThan(3);
    for (const [index, line] of lines.slice(0, -1).entries()) expect(line.previousHash).toBe(lines[index + 1]!.hash);
    const rows = cellsOf((await get('audit/export.csv?lang=vi')).body, ';');
    expect(rows.slice(1).map(([sequence]) => Number(sequence))).toEqual(lines.map(({ sequence }) => sequence));
    expect((await get('audit/export.jsonl?about=stop')).body).toBe('');
  });

  it('says that nobody touched it, and which rows came from nowhere: the playbacks of this stage', async () => {
    const verdict = (await get('audit/verification', mai, { 'accept-language': 'vi' })).json();
    expect(verdict).toMatchObject({ isIntact: false, fault: null, unbacked: [] });
    const madeUp = { kind: 'playback', fault: 'otherwise' };
    expect(verdict.contradicted).toMatchObject(
      ['item c1', 'item c2', 'item c3', 'item c4'].map((id) => ({ ...madeUp, id })),
    );
    expect(verdict.sentences[0]).toMatch(/^Nhật ký còn nguyên như lúc ghi: \d+ sự kiện\.$/);
  });

  it('is shut to those who do not answer for it, in every form', async () => {
    const head = await bench.signIn('truong-ban');
    for (const path of ['audit', 'audit/actors', 'audit/verification', 'audit/export.csv', 'audit/export.jsonl'])
      expect((await get(path, head)).statusCode).toBe(403);
  });
});
