// A certificate for trying phones in the office, before the commune has a domain. Run it again to renew, or when the machine's address changed.
import type { X509Certificate } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { isLocalHost, issueLocal, LOCAL_NAMES } from '#certificates';
import type { Config } from '#config';
import { UsageError, type Command } from './command';
import { machineNow } from './installation-clock';

export const certificateLocal: Command = {
  name: 'certificate local',
  usage: '[--host <name or address>]…',
  summary: 'make or renew a certificate for this machine, for phones in the same network',
  async run({ mode, http }, args) {
    const { values } = parseArgs({ args: [...args], options: { host: { type: 'string', multiple: true } } });
    const [first = 'localhost', ...rest] = new Set([...(values.host ?? []), ...ownHosts()]);
    const foreign = [first, ...rest].find((host) => !isLocalHost(host));
    if (foreign !== undefined)
      throw new UsageError(
        `${foreign} is not in a local network (private addresses, and names that end in ${LOCAL_NAMES.join(', ')}): ` +
          'phones get a certificate for it from a public authority; see "How a commune gets https" in README.md.',
      );
    const authority = await issueLocal(http.localCertificate, [first, ...rest], machineNow());
    console.log(settingsText(mode, http, first));
    console.error(phoneText(http, first, authority));
  },
};

/** The addresses of this machine in its local networks first: that is where phones go. */
function ownHosts(): readonly string[] {
  const cards = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const lan = cards.filter(({ internal, family, address }) => !internal && family === 'IPv4' && isLocalHost(address));
  const name = hostname().toLowerCase();
  const spoken = isLocalHost(name) ? name : `${name.split('.')[0]}.local`;
  return [...lan.map(({ address }) => address), spoken, 'localhost', '127.0.0.1', '::1'];
}

/** What belongs into `.env`. */
function settingsText(mode: Config['mode'], http: Config['http'], host: string): string {
  return [
    `LOA_MODE=${mode}`,
    `LOA_TLS_CERT_FILE=${http.localCertificate.certFile}`,
    `LOA_TLS_KEY_FILE=${http.localCertificate.keyFile}`,
    'LOA_HTTP_HOST=0.0.0.0',
    `LOA_PUBLIC_URL=https://${host}:${http.port}`,
    `LOA_HTTP_REDIRECT_PORT=${plainPort(http)}`,
  ].join('\n');
}

function phoneText(http: Config['http'], host: string, authority: X509Certificate): string {
  return [
    '',
    'Put these lines into .env and start again. Then, once on every phone:',
    `  1. Open http://${host}:${plainPort(http)}/ca.crt`,
    '  2. Android: Settings > Security > More security settings > Install from storage > CA certificate',
    '     iPhone:  Settings > Profile downloaded > Install, then General > About > Certificate Trust Settings > switch it on',
    `  3. Compare the fingerprint (SHA-256): ${authority.fingerprint256}`,
    `  4. Open https://${host}:${http.port}`,
    `It may vouch only for local names and addresses, until ${authority.validTo}. To renew the server's certificate, run this again.`,
  ].join('\n');
}

/** The server that listens without TLS, beside the one with TLS. */
function plainPort({ port, redirectPort }: Config['http']): number {
  return redirectPort ?? port + 1;
}
