import type { FastifyRequest } from 'fastify';
import { openLog } from './json-log';
import { SecurityLog } from './security-log';

const written: Record<string, unknown>[] = [];
const write = (line: Record<string, unknown>) => written.push(line);
const log = { warn: write, info: write } as unknown as ReturnType<typeof openLog>;
let security: SecurityLog;
beforeEach(() => {
  written.length = 0;
  security = new SecurityLog(log, () => 0);
});
afterEach(() => security.close());

const request = (own: Partial<FastifyRequest> = {}) =>
  ({ method: 'POST', url: '/api/v1/session?x=1', ip: '10.0.0.7', id: 't1', ...own }) as FastifyRequest;

it.each([
  [401, 'not-let-in'],
  [403, 'refused'],
  [429, 'told-to-wait'],
])('an answer %i is told as %s, with where it came from', (statusCode, kind) => {
  security.answered(request(), { statusCode });
  expect(written).toEqual([
    expect.objectContaining({ kind, address: '10.0.0.7', path: '/api/v1/session', status: statusCode }),
  ]);
});

it('what the door did is told before the status', () => {
  security.answered(request({ doorKind: 'signed-in' }), { statusCode: 201 });
  security.answered(request({ doorKind: 'cross-site' }), { statusCode: 403 });
  expect(written.map(({ kind }) => kind)).toEqual(['signed-in', 'cross-site']);
});

it('other answers are not told, and of a link nothing that opens it', () => {
  security.answered(request(), { statusCode: 200 });
  security.answered(request({ url: '/l/bi-mat-bi-mat/enter' }), { statusCode: 403 });
  expect(JSON.stringify(written)).not.toContain('bi-mat');
  expect(written).toHaveLength(1);
});

it('a flood is summed up when the server stops, too', () => {
  for (let one = 0; one < 1_000; one += 1) security.answered(request(), { statusCode: 401 });
  security.close();
  expect(written).toHaveLength(6);
  expect(written.at(-1)).toMatchObject({ kind: 'not-let-in', more: 995, addresses: ['10.0.0.7'] });
});
