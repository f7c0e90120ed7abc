// Makes everything that an installation starts believe its local authority. Node reads further authorities only from its environment and only
// when it begins, so the launcher runs itself once more with that environment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, type Config } from '#config';

const VARIABLE = 'NODE_EXTRA_CA_CERTS';

/** Whether this process cannot yet ask its own server by https. */
export function lacksLocalTrust(config: Config): boolean {
  const { tls, localCertificate } = config.http;
  return (
    tls !== undefined && existsSync(localCertificate.authorityCertFile) && environment()[VARIABLE] !== bundleOf(config)
  );
}

/** The same program again, knowing the authority. Resolves with its exit code; signals reach it, also those that only this process gets. */
export async function runTrusting(config: Config): Promise<number> {
  const bundle = bundleOf(config);
  const already = environment()[VARIABLE];
  const authorities = [config.http.localCertificate.authorityCertFile, ...(already ? [already] : [])];
  mkdirSync(config.runDir, { recursive: true, mode: 0o700 });
  writeFileSync(bundle, authorities.map((file) => readFileSync(file, 'utf8')).join('\n'));
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'end-with-launcher.js'), ...process.argv.slice(1)],
    { env: { ...environment(), [VARIABLE]: bundle }, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** The authorities that our processes believe besides those of Node. */
function bundleOf({ runDir }: Config): string {
  return join(runDir, 'authorities.pem');
}
