// The broker's own certificate: boxes believe exactly this one, so it is kept as long as it holds.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '#domain';
import { pinnedCertificate } from '.';

const NOW = Date.UTC(2026, 10, 2);
const LIFE_DAYS = 3_650;

let folder: string;
let files: { certFile: string; keyFile: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-pinned-'));
  files = { certFile: join(folder, 'tls/broker.crt'), keyFile: join(folder, 'tls/broker.key') };
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is made at the first start, its key for the owner alone, and kept until 90 days before its end', async () => {
  const made = await pinnedCertificate(files, NOW);
  expect(readFileSync(files.certFile, 'utf8')).toBe(made.certificatePem);
  expect(statSync(files.keyFile).mode & 0o777).toBe(0o600);
  expect(new X509Certificate(made.certificatePem).ca).toBe(false);

  expect(await pinnedCertificate(files, NOW + (LIFE_DAYS - 92) * DAY_MS)).toEqual(made);
  const renewed = await pinnedCertificate(files, NOW + (LIFE_DAYS - 90) * DAY_MS);
  expect(renewed.certificatePem).not.toBe(made.certificatePem);
  expect(await pinnedCertificate(files, NOW + (LIFE_DAYS - 90) * DAY_MS)).toEqual(renewed);
});

it('is not made anew because its files are damaged: every box would be locked out unasked', async () => {
  await pinnedCertificate(files, NOW);
  const { keyFile } = files;
  const good = readFileSync(keyFile);
  writeFileSync(keyFile, 'no key');
  await expect(pinnedCertificate(files, NOW)).rejects.toThrow('Bring them back, or remove both');

  const others = { certFile: join(folder, 'other.crt'), keyFile: join(folder, 'other.key') };
  await pinnedCertificate(others, NOW);
  writeFileSync(keyFile, readFileSync(others.keyFile));
  await expect(pinnedCertificate(files, NOW)).rejects.toThrow('do not belong together');

  writeFileSync(keyFile, good);
  rmSync(files.certFile);
  await expect(pinnedCertificate(files, NOW)).rejects.toThrow('Bring them back, or remove both');
});
