// One origin is written in more than one way: with the port that everybody leaves out, and without it.
import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from './same-origin';

const asked = (origin: string | undefined, host: string, protocol = 'http') =>
  ({ headers: { origin }, protocol, host }) as unknown as FastifyRequest;

it.each([
  ['http://127.0.0.1:80', '127.0.0.1', 'http://127.0.0.1:80'],
  ['http://127.0.0.1', '127.0.0.1:80', 'http://127.0.0.1:80'],
  ['http://127.0.0.1', '127.0.0.1', 'https://loa.example.vn'],
  ['https://loa.example.vn:443', '10.0.0.2', 'https://loa.example.vn'],
])('%s is our own at %s, public as %s', (origin, host, publicUrl) => {
  expect(isSameOrigin(asked(origin, host), publicUrl)).toBe(true);
});

it.each(['http://127.0.0.1:81', 'https://127.0.0.1', 'http://evil.example', 'null', '', '127.0.0.1', undefined])(
  '%s is not',
  (origin) => {
    expect(isSameOrigin(asked(origin, '127.0.0.1'), 'http://127.0.0.1:80')).toBe(false);
  },
);
