// How phones and poles come in by https: with a certificate of the server's own, and through a proxy that is trusted, or is not.
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { openHttpRedirect } from '#api';
import { issueLocal, makeAuthority, signServer } from '#certificates';
import { readConfig, type Config } from '#config';
import { ApiBench, PASSWORD } from '../support/api-bench';

/** Certificates are held against the machine's clock, whatever time it is in the commune. */
const MACHINE_NOW = performance.timeOrigin;

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(options: RequestOptions, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', ...options }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode, headers: answer.headers, body }), reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('a server with a certificate of its own', () => {
  let folder: string;
  let config: Config;
  let authority: string;
  let bench: ApiBench;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-https-'));
    const files = readConfig({ LOA_DATA_DIR: folder }).http.localCertificate;
    authority = (await issueLocal(files, ['127.0.0.1', 'localhost'], MACHINE_NOW)).toString();
    const settings = {
      LOA_DATA_DIR: folder,
      LOA_TLS_CERT_FILE: files.certFile,
      LOA_TLS_KEY_FILE: files.keyFile,
      LOA_HTTP_REDIRECT_PORT: '1',
    };
    bench = await ApiBench.open(settings);
    config = bench.config;
    await bench.app.listen(0, '127.0.0.1');
    port = portOf(bench.app.getHttpServer() as Server);
  });

  afterAll(async () => {
    await bench.close();
    await rm(folder, { recursive: true });
  });

  it('answers who trusts its authority, says that https is the only way, and nobody else gets through', async () => {
    const answer = await ask({ port, path: '/health/live', ca: authority });
    expect([answer.status, answer.headers['strict-transport-security']]).toEqual([
      200,
      expect.stringMatching(/^max-age=\d+/),
    ]);
    await expect(ask({ port, path: '/health/live' })).rejects.toThrow(/certificate/);
  });

  it('gives a sign-in cookie that never travels without TLS', async () => {
    const headers = { 'content-type': 'application/json', origin: `https://127.0.0.1:${port}` };
    const path = '/api/v1/session';
    const signedIn = await ask(
      { port, path, method: 'POST', headers, ca: authority },
      JSON.stringify({ login: 'mai', password: PASSWORD }),
    );
    expect(signedIn.status).toBe(201);
    expect(String(signedIn.headers['set-cookie'])).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('is reached by a pole that was told of the authority, and devices still go to the broker by MQTT', async () => {
    const authorization = `Basic ${Buffer.from('nobody:nothing').toString('base64')}`;
    const pole = `fetch('https://127.0.0.1:${port}/device/v1/programme', { headers: { authorization: '${authorization}' } })
      .then(({ status }) => console.log(status), ({ cause }) => console.log(cause.code))`;
    const said = async (env: NodeJS.ProcessEnv) => {
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', pole], { env });
      return stdout.trim();
    };
    expect(await said({ NODE_EXTRA_CA_CERTS: config.http.localCertificate.authorityCertFile })).toBe('401');
    expect(await said({})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(config.mqtt.publicUrl).toBe('mqtt://127.0.0.1:18830');
  });

  it('hands out the certificate of its authority, and never a key', async () => {
    const { status, headers, body } = await ask({ port, path: '/ca.crt', ca: authority });
    expect([status, headers['content-type'], body]).toEqual([200, 'application/x-x509-ca-cert', authority]);
    expect(statSync(config.http.localCertificate.authorityKeyFile).mode & 0o777).toBe(0o600);
    expect(statSync(config.http.localCertificate.keyFile).mode & 0o777).toBe(0o600);
  });

  it('keeps its authority when the certificate is renewed, so that phones need not be told again', async () => {
    const renewed = await issueLocal(config.http.localCertificate, ['127.0.0.1'], MACHINE_NOW);
    expect(renewed.toString()).toBe(authority);
  });

  it('sends a browser without TLS to the public address, whatever host it asked for, and a program nowhere; only the authority is handed out there', async () => {
    const door = (await openHttpRedirect({ ...config, http: { ...config.http, host: '127.0.0.1', redirectPort: 0 } }))!;
    try {
      const url = `http://127.0.0.1:${portOf(door)}`;
      const headers = { 'x-forwarded-host': 'evil.example' };
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${url}/village?lang=en`, { method, headers, redirect: 'manual' });
        expect([answer.status, answer.headers.get('location')]).toEqual([
          308,
          'https://127.0.0.1:8080/village?lang=en',
        ]);
      }
      for (const path of ['/api/v1/clock', '//api/v1/session', '/device/v1/programme', '/media/a', '/metrics?a']) {
        const answer = await fetch(url + path, { redirect: 'manual' });
        expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 403, null]);
      }
      expect(await (await fetch(`${url}/ca.crt`)).text()).toBe(authority);
      const key = await fetch(`${url}/authority.key`, { redirect: 'manual' });
      expect(key.status).toBe(308);
    } finally {
      door.close();
    }
  });
});

it('an authority of the house cannot vouch for anything outside it, not even with its key in the wrong hands', async () => {
  const authority = await makeAuthority('Loa Làng', MACHINE_NOW);
  const { createServer } = await import('node:https');
  const asked = async (host: string) => {
    const { certificatePem, privateKeyPem } = await signServer(authority, [host], MACHINE_NOW);
    const server = createServer({ cert: certificatePem, key: privateKeyPem }, (_request, response) =>
      response.end('ok'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const options = { port: portOf(server), path: '/', servername: host, ca: authority.certificatePem, agent: false };
    try {
      return (await ask(options)).body;
    } catch (error) {
      return String(error);
    } finally {
      server.close();
    }
  };
  expect(await asked('loa.local')).toBe('ok');
  expect(await asked('bank.example')).toContain('permitted subtree violation');
});

describe('behind a proxy', () => {
  const PROXY = '192.0.2.7';
  let bench: ApiBench;
  beforeAll(async () => {
    bench = await ApiBench.open({
      LOA_MODE: 'demo',
      LOA_PUBLIC_URL: 'http://192.0.2.1:8080',
      LOA_TRUSTED_PROXIES: `${PROXY}/32`,
    });
  });
  afterAll(() => bench.close());

  /** A sign-in from a page at https://loa.example.vn, forwarded by the machine with that address. */
  const signInThrough = async (remoteAddress: string) => {
    const { statusCode } = await bench.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress,
      headers: {
        host: 'loa.example.vn',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '203.0.113.5',
        origin: 'https://loa.example.vn',
      },
      payload: { login: 'mai', password: PASSWORD },
    });
    return statusCode;
  };

  it('that is trusted, the page came by https, and is ours', async () => {
    expect(await signInThrough(PROXY)).toBe(201);
  });

  it('that nobody named, what it says of the way is not believed', async () => {
    expect(await signInThrough('192.0.2.8')).toBe(403);
  });
});
