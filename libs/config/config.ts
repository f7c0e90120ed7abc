// The one tree of settings, grouped by who needs them. The only file of the project that reads `process.env`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, type ConfigFault } from './config-error';
import { goesInClear, isLoopback } from './in-clear';
import type { Setting } from './setting';
import { SETTINGS, type SettingValues } from './settings';

/** The least that any of our systems allows for the path of a unix socket (macOS; Linux allows 107). */
const MAX_SOCKET_PATH_BYTES = 103;

/** Everything that can be set, checked as a whole and frozen to its leaves. Paths are absolute; addresses have no slash at the end. */
export interface Config {
  readonly mode: 'demo' | 'production';
  /** Whether the demo's people act by themselves. */
  readonly demoDay: boolean;
  /** Everything that must be kept stands below this folder. */
  readonly dataDir: string;
  /** Pids and sockets of what runs now. */
  readonly runDir: string;
  /** False leaves a child process that died dead. */
  readonly supervise: boolean;
  readonly logs: { readonly dir: string; readonly level: SettingValues['LOA_LOG_LEVEL']; readonly pretty: boolean };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    readonly trustedProxies: readonly string[];
    readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
    /** Where plain http is answered by the way to https; undefined: nowhere. */
    readonly redirectPort: number | undefined;
    /** Where `certificate local` keeps what it makes, whether it is in use or not. */
    readonly localCertificate: {
      readonly authorityCertFile: string;
      readonly authorityKeyFile: string;
      readonly certFile: string;
      readonly keyFile: string;
    };
    readonly secureCookies: boolean;
    /** How long a session at the desk may be left unused. */
    readonly sessionIdleHours: number;
  };
  /** Which adapter reaches the loudspeakers. */
  readonly deviceLink: SettingValues['LOA_DEVICE_LINK'];
  readonly mqtt: {
    readonly broker:
      | {
          readonly kind: 'embedded';
          readonly host: string;
          readonly port: number;
          /** Where its own certificate is kept; undefined: it speaks without TLS, and only with this machine. */
          readonly certificate: { readonly certFile: string; readonly keyFile: string } | undefined;
        }
      | { readonly kind: 'external'; readonly url: string };
    /** What devices are told. */
    readonly publicUrl: string;
  };
  readonly database: { readonly sqlitePath: string };
  /** What guards the event log outside the database. */
  readonly audit: { readonly keysDir: string; readonly headsDir: string };
  readonly redis: {
    /** A Redis of the owner's; undefined means a private one, listening on `socketPath` alone. */
    readonly url: string | undefined;
    readonly socketPath: string;
    readonly keyPrefix: string;
  };
  readonly media: {
    readonly ffmpegPath: string;
    readonly ffprobePath: string;
    /** Where names of programs are looked for: all of the environment that a program gets which reads foreign bytes. */
    readonly searchPath: string;
    readonly soundsDir: string;
    /** How recordings are rendered from now on. */
    readonly profile: SettingValues['LOA_SOUND_PROFILE'];
    readonly renderConcurrency: number;
  };
  readonly air: {
    readonly horizonDays: number;
    readonly lockMinutes: number;
    readonly leadSeconds: number;
    readonly leaseDays: number;
    readonly tickMs: number;
    readonly settleHours: number;
  };
  readonly fleet: {
    readonly dir: string;
    readonly clockOffsetMs: number;
    readonly serverUrl: string;
    /** Where the broker is now; undefined with a server of another installation, which says it at the enrolment. */
    readonly mqttUrl: string | undefined;
    readonly controlSocket: string;
    /** How many poles it serves; undefined: all. */
    readonly count: number | undefined;
    readonly seed: number;
    /** What goes wrong with them, and when; undefined: nothing by itself. */
    readonly faultsFile: string | undefined;
  };
}

/** The settings of this process: what was `given` to it, its environment, and below it the file `.env` where it was started. Throws `ConfigError`. */
export function loadConfig(given: NodeJS.ProcessEnv = {}): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig({ ...process.env, ...given });
}

/** The environment as a child process gets it from its parent. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env };
}

/** Reads and checks one environment. An empty variable counts as not set. Throws one `ConfigError` that names every fault. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim()));
  const values: Record<string, unknown> = {};
  const faults: ConfigFault[] = [];
  for (const [variable, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const read = setting.schema.safeParse(set[variable]?.trim());
    if (read.success) values[variable] = read.data;
    else faults.push({ variable, value: shown(variable, set), wanted: `give ${setting.wants}` });
  }
  faults.push(...unknownVariables(set));
  // Settings are compared with each other only when each is sound by itself: one mistake, one line.
  if (faults.length === 0) faults.push(...contradictions(values as SettingValues, set));
  if (faults.length > 0) throw new ConfigError(faults);
  return frozen(tree(values as SettingValues));
}

/** A misspelt variable is silently without effect everywhere else; here it stops the start. */
function unknownVariables(set: NodeJS.ProcessEnv): ConfigFault[] {
  return Object.keys(set)
    .filter((variable) => variable.startsWith('LOA_') && !(variable in SETTINGS))
    .map((variable) => ({ variable, value: '(hidden)', wanted: 'no setting has this name; see .env.example' }));
}

function contradictions(values: SettingValues, set: NodeJS.ProcessEnv): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const fault = (variable: string, wanted: string) => faults.push({ variable, value: shown(variable, set), wanted });
  if (values.DATABASE_URL !== undefined)
    fault('DATABASE_URL', 'this version works with SQLite only; leave it empty (PostgreSQL is planned)');
  if (values.LOA_TLS_CERT_FILE !== undefined && values.LOA_TLS_KEY_FILE === undefined)
    fault('LOA_TLS_KEY_FILE', 'LOA_TLS_CERT_FILE needs its private key');
  if (values.LOA_TLS_KEY_FILE !== undefined && values.LOA_TLS_CERT_FILE === undefined)
    fault('LOA_TLS_CERT_FILE', 'LOA_TLS_KEY_FILE needs its certificate');
  if (values.LOA_HTTP_REDIRECT_PORT !== undefined && !tls(values))
    fault('LOA_HTTP_REDIRECT_PORT', 'without LOA_TLS_CERT_FILE there is nothing to send people on to');
  for (const [variable, other] of equalPorts(values)) fault(variable, `give another port than ${other}`);
  if (values.LOA_SECURE_COOKIES === true && !publicUrl(values).startsWith('https:'))
    fault('LOA_SECURE_COOKIES', 'nobody could sign in, because LOA_PUBLIC_URL is not https; set both or neither');
  if (values.LOA_AIR_HORIZON_DAYS < values.LOA_AIR_LEASE_DAYS)
    fault(
      'LOA_AIR_HORIZON_DAYS',
      'plan at least as far ahead as LOA_AIR_LEASE_DAYS, or devices run dry before their lease ends',
    );
  for (const [variable, scheme] of SAID_TO_OTHERS)
    if (values[variable] !== undefined && goesInClear(values[variable]))
      fault(variable, `give ${scheme}: what goes to another machine is never sent without TLS`);
  if (mode(values) === 'production' && !isLoopback(httpHost(values)) && !isSecured(values))
    fault(
      'LOA_HTTP_HOST',
      'passwords would be sent without TLS: give a certificate (LOA_TLS_CERT_FILE), name the proxy that speaks TLS (LOA_TRUSTED_PROXIES), ' +
        'or leave it out where that proxy stands on this machine',
    );
  if (mode(values) === 'production' && goesInClear(publicUrl(values)))
    fault(
      'LOA_PUBLIC_URL',
      'give the https address under which people come; see "How a commune gets https" in README.md',
    );
  if (isUnsaid(set) && !(isLoopback(httpHost(values)) && isLoopback(new URL(publicUrl(values)).hostname)))
    fault(
      'LOA_MODE',
      'say production; or demo, where everybody who reaches it may use the accounts that the README names',
    );
  if (values.LOA_DEVICE_LINK === 'simulated' && mode(values) === 'production')
    fault('LOA_DEVICE_LINK', 'give mqtt: simulated loudspeakers make no sound, and production has none');
  if (values.LOA_DEVICE_LINK === 'simulated' && values.LOA_FLEET_SERVER_URL !== undefined)
    fault('LOA_FLEET_SERVER_URL', 'leave it out: with LOA_DEVICE_LINK=simulated the poles live in the server itself');
  if (mode(values) === 'production')
    for (const variable of ['LOA_FLEET_COUNT', 'LOA_FLEET_FAULTS'] as const)
      if (values[variable] !== undefined) fault(variable, 'leave it out: production has no simulated poles');
  if (values.LOA_MQTT_TLS === false && !isLoopback(brokerHost(values)))
    fault('LOA_MQTT_TLS', 'leave it out, or let the broker be reached by this machine only (LOA_MQTT_HOST=127.0.0.1)');
  const { redis, fleet } = tree(values);
  if (Buffer.byteLength(redis.socketPath) > MAX_SOCKET_PATH_BYTES)
    fault('LOA_REDIS_SOCKET', `${redis.socketPath} is too long for a socket; give a shorter path`);
  if (Buffer.byteLength(fleet.controlSocket) > MAX_SOCKET_PATH_BYTES)
    fault('LOA_FLEET_CONTROL_SOCKET', `${fleet.controlSocket} is too long for a socket; give a shorter path`);
  return faults;
}

/** Each port that is meant for two things, with the one that has it. */
function equalPorts(values: SettingValues): readonly (readonly [string, string])[] {
  const listens = [
    ['LOA_HTTP_PORT', values.LOA_HTTP_PORT],
    ['LOA_HTTP_REDIRECT_PORT', values.LOA_HTTP_REDIRECT_PORT],
    ['LOA_MQTT_PORT', values.LOA_MQTT_URL === undefined ? values.LOA_MQTT_PORT : undefined],
  ] as const;
  return listens.flatMap(([variable, port], place) => {
    const holder = listens.slice(0, place).find(([, other]) => other === port);
    return port === undefined || !holder ? [] : [[variable, holder[0]] as const];
  });
}

/** Addresses of others to which we speak, and the scheme that is safe. */
const SAID_TO_OTHERS = [
  ['LOA_MQTT_URL', 'mqtts'],
  ['LOA_MQTT_PUBLIC_URL', 'mqtts'],
  ['REDIS_URL', 'rediss'],
] as const;

/** Whether nobody said which kind of installation it is. */
function isUnsaid(set: NodeJS.ProcessEnv): boolean {
  return !set['LOA_MODE'] && set['NODE_ENV'] !== 'production';
}

function shown(variable: string, set: NodeJS.ProcessEnv): string | undefined {
  const setting: Setting<unknown> | undefined = SETTINGS[variable as keyof typeof SETTINGS];
  return set[variable] !== undefined && setting?.secret ? '(hidden)' : set[variable];
}

function tree(values: SettingValues): Config {
  const dataDir = values.LOA_DATA_DIR;
  const runDir = join(dataDir, 'run');
  return {
    mode: mode(values),
    demoDay: mode(values) === 'demo' && values.LOA_DEMO_DAY,
    dataDir,
    runDir,
    supervise: values.LOA_SUPERVISE,
    logs: { dir: join(dataDir, 'logs'), level: values.LOA_LOG_LEVEL, pretty: values.LOA_LOG_PRETTY },
    http: {
      host: httpHost(values),
      port: values.LOA_HTTP_PORT,
      publicUrl: publicUrl(values),
      trustedProxies: values.LOA_TRUSTED_PROXIES,
      tls: tls(values),
      redirectPort: values.LOA_HTTP_REDIRECT_PORT,
      localCertificate: localCertificate(join(dataDir, 'tls')),
      secureCookies: values.LOA_SECURE_COOKIES ?? publicUrl(values).startsWith('https:'),
      sessionIdleHours: values.LOA_SESSION_IDLE_HOURS,
    },
    deviceLink: values.LOA_DEVICE_LINK,
    mqtt: {
      broker:
        values.LOA_MQTT_URL === undefined
          ? {
              kind: 'embedded',
              host: brokerHost(values),
              port: values.LOA_MQTT_PORT,
              certificate: brokerSpeaksTls(values) ? brokerCertificate(join(dataDir, 'tls')) : undefined,
            }
          : { kind: 'external', url: values.LOA_MQTT_URL },
      publicUrl: mqttPublicUrl(values),
    },
    database: { sqlitePath: join(dataDir, 'loa-lang.sqlite') },
    audit: { keysDir: join(dataDir, 'keys'), headsDir: values.LOA_AUDIT_HEADS_DIR ?? dataDir },
    redis: {
      url: values.REDIS_URL,
      socketPath: values.LOA_REDIS_SOCKET ?? join(runDir, 'redis.sock'),
      keyPrefix: values.LOA_REDIS_PREFIX,
    },
    media: {
      ffmpegPath: values.LOA_FFMPEG,
      ffprobePath: values.LOA_FFPROBE,
      searchPath: environment().PATH ?? '/usr/local/bin:/usr/bin:/bin',
      soundsDir: values.LOA_SOUNDS_DIR ?? join(dataDir, 'sounds'),
      profile: values.LOA_SOUND_PROFILE,
      renderConcurrency: values.LOA_RENDER_CONCURRENCY,
    },
    air: {
      horizonDays: values.LOA_AIR_HORIZON_DAYS,
      lockMinutes: values.LOA_AIR_LOCK_MINUTES,
      leadSeconds: values.LOA_AIR_LEAD_SECONDS,
      leaseDays: values.LOA_AIR_LEASE_DAYS,
      tickMs: values.LOA_AIR_TICK_MS,
      settleHours: values.LOA_AIR_SETTLE_HOURS,
    },
    fleet: {
      dir: values.LOA_FLEET_DIR ?? join(dataDir, 'fleet'),
      clockOffsetMs: values.LOA_FLEET_CLOCK_OFFSET_MS,
      serverUrl: values.LOA_FLEET_SERVER_URL ?? publicUrl(values),
      mqttUrl: values.LOA_FLEET_SERVER_URL === undefined ? mqttPublicUrl(values) : undefined,
      controlSocket: values.LOA_FLEET_CONTROL_SOCKET ?? join(runDir, 'fleet.sock'),
      count: values.LOA_FLEET_COUNT,
      seed: values.LOA_FLEET_SEED,
      faultsFile: values.LOA_FLEET_FAULTS,
    },
  };
}

function mode(values: SettingValues): Config['mode'] {
  return values.LOA_MODE ?? (values.NODE_ENV === 'production' ? 'production' : 'demo');
}

/** Everywhere only where TLS is spoken, here or by a proxy elsewhere that is named; else by this machine, where such a proxy may stand. */
function httpHost(values: SettingValues): string {
  if (values.LOA_HTTP_HOST !== undefined) return values.LOA_HTTP_HOST;
  return mode(values) === 'production' && isSecured(values) ? '0.0.0.0' : '127.0.0.1';
}

function isSecured(values: SettingValues): boolean {
  return tls(values) !== undefined || values.LOA_TRUSTED_PROXIES.some((address) => !isLoopback(address.split('/')[0]!));
}

function tls({ LOA_TLS_CERT_FILE: certFile, LOA_TLS_KEY_FILE: keyFile }: SettingValues): Config['http']['tls'] {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
}

function localCertificate(folder: string): Config['http']['localCertificate'] {
  return {
    authorityCertFile: join(folder, 'authority.crt'),
    authorityKeyFile: join(folder, 'authority.key'),
    certFile: join(folder, 'server.crt'),
    keyFile: join(folder, 'server.key'),
  };
}

function publicUrl(values: SettingValues): string {
  if (values.LOA_PUBLIC_URL !== undefined) return values.LOA_PUBLIC_URL;
  const host = httpHost(values);
  // "Every address" is a place to listen, not one to go to.
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `${tls(values) ? 'https' : 'http'}://${reachable}:${values.LOA_HTTP_PORT}`;
}

function brokerHost(values: SettingValues): string {
  return values.LOA_MQTT_HOST ?? (mode(values) === 'demo' ? '127.0.0.1' : '0.0.0.0');
}

function brokerSpeaksTls(values: SettingValues): boolean {
  return values.LOA_MQTT_TLS ?? !isLoopback(brokerHost(values));
}

function brokerCertificate(folder: string): { readonly certFile: string; readonly keyFile: string } {
  return { certFile: join(folder, 'broker.crt'), keyFile: join(folder, 'broker.key') };
}

function mqttPublicUrl(values: SettingValues): string {
  const scheme = brokerSpeaksTls(values) ? 'mqtts' : 'mqtt';
  const ours = `${scheme}://${new URL(publicUrl(values)).hostname}:${values.LOA_MQTT_PORT}`;
  return values.LOA_MQTT_PUBLIC_URL ?? values.LOA_MQTT_URL ?? ours;
}

function frozen<T extends object>(branch: T): T {
  for (const leaf of Object.values(branch)) if (typeof leaf === 'object' && leaf !== null) frozen(leaf);
  return Object.freeze(branch);
}
