// A certificate that is renewed while the server runs: what is asked next is answered under the new one.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { issueLocal } from '#certificates';
import { readConfig } from '#config';
import { until } from '../../../test/support/until';
import { openLog } from '../log/json-log';
import { followRenewal, localAuthority, tlsOptions } from './certificate';

const MACHINE_NOW = performance.timeOrigin;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loa-tls-'));
});
afterEach(() => rm(folder, { recursive: true }));

const settings = () => {
  const { http, logs } = readConfig({ LOA_DATA_DIR: folder, LOA_LOG_LEVEL: 'silent' });
  return { http: { ...http, tls: http.localCertificate }, log: openLog(logs) };
};

const serialOf = (port: number) =>
  new Promise<string>((resolve, reject) => {
    const line = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(line.getPeerCertificate().serialNumber);
      line.destroy();
    }).once('error', reject);
  });

it('a renewed certificate is taken over without a restart, and a broken one leaves the old one in force', async () => {
  const { http, log } = settings();
  await issueLocal(http.localCertificate, ['localhost'], MACHINE_NOW);
  const server = createServer(tlsOptions(http.tls));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const complaint = jest.spyOn(log, 'error');
  const stop = followRenewal(server, http.tls, log, 20);
  try {
    const { port } = server.address() as AddressInfo;
    const first = await serialOf(port);
    await issueLocal(http.localCertificate, ['localhost'], MACHINE_NOW);
    await until(async () => (await serialOf(port)) !== first, 'the renewed certificate');
    const second = await serialOf(port);
    await writeFile(http.tls.certFile, 'no certificate');
    await until(() => complaint.mock.calls.length > 0, 'the complaint about a broken file');
    expect(await serialOf(port)).toBe(second);
  } finally {
    stop();
    server.close();
  }
});

it('an authority that did not sign what the server speaks under is not handed out', async () => {
  const { http } = settings();
  await issueLocal(http.localCertificate, ['localhost'], MACHINE_NOW);
  expect(localAuthority(http)).toContain('BEGIN CERTIFICATE');
  await rm(http.localCertificate.authorityCertFile);
  expect(localAuthority(http)).toBeUndefined();
  const other = { ...http.localCertificate, certFile: join(folder, 'other.crt'), keyFile: join(folder, 'other.key') };
  await issueLocal(other, ['localhost'], MACHINE_NOW);
  expect(localAuthority(http)).toBeUndefined();
  expect(localAuthority({ ...http, tls: undefined })).toBeUndefined();
});

it('files that cannot be used are named, with what to do, and an authority is never replaced unasked', async () => {
  const { http } = settings();
  await issueLocal(http.localCertificate, ['localhost'], MACHINE_NOW);
  await writeFile(http.tls.keyFile, 'cut o');
  expect(() => tlsOptions(http.tls)).toThrow(
    new RegExp(
      `^The certificate ${http.tls.certFile} and its key ${http.tls.keyFile} cannot be used: .*make them anew`,
    ),
  );
  const { authorityCertFile, authorityKeyFile } = http.localCertificate;
  await writeFile(authorityKeyFile, 'cut o');
  await expect(issueLocal(http.localCertificate, ['localhost'], MACHINE_NOW)).rejects.toThrow(
    `${authorityCertFile} and ${authorityKeyFile} cannot be used: `,
  );
});
