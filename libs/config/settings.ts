// Every environment variable that Loa Làng reads, once, with its meaning: the tree, the error texts and `.env.example` come from this list.
import { addresses, anyText, oneOf, optional, path, secret, setting, url, wholeNumber, yesNo } from './setting';
import type { Setting } from './setting';

const GENERAL = {
  LOA_MODE: optional(
    oneOf('demo', 'production'),
    'demo',
    'demo brings a commune of its own with people, villages and simulated loudspeakers; production brings nothing. NODE_ENV=production also means production, unless LOA_MODE says demo.',
  ),
  NODE_ENV: optional(anyText, '', 'Set by many hosts; only "production" has a meaning here.'),
  LOA_DEMO_DAY: setting(
    yesNo,
    'yes',
    "no leaves the demo's people idle: nobody records, approves and confirms by itself (for tests).",
  ),
  LOA_DATA_DIR: setting(path, 'data', 'Folder of everything that must be kept: database, sounds, logs.'),
  LOA_SUPERVISE: setting(
    yesNo,
    'yes',
    'no leaves a process that died dead, as `npm start -- --no-supervise` does (for tests).',
  ),
  LOA_LOG_LEVEL: setting(
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    'info',
    'The least serious line that is logged.',
  ),
  LOA_LOG_PRETTY: setting(yesNo, 'no', 'Log lines for people instead of JSON for machines.'),
};

const HTTP = {
  LOA_HTTP_HOST: optional(
    anyText,
    '127.0.0.1; 0.0.0.0 in production with a certificate or a named proxy',
    'Address on which pages and API are served.',
  ),
  LOA_HTTP_PORT: setting(wholeNumber(1, 65_535), '8080', 'Port on which pages and API are served.'),
  LOA_PUBLIC_URL: optional(
    url('http', 'https'),
    'made from host and port',
    'Address under which people and devices reach the server.',
  ),
  LOA_TRUSTED_PROXIES: setting(addresses, '', 'Proxies whose X-Forwarded-* headers are believed.'),
  LOA_TLS_CERT_FILE: optional(
    path,
    '',
    'Certificate (PEM), when no proxy in front does TLS. Phones record only over https.',
  ),
  LOA_TLS_KEY_FILE: optional(path, '', 'Private key (PEM) of that certificate.'),
  LOA_HTTP_REDIRECT_PORT: optional(
    wholeNumber(1, 65_535),
    '',
    'With a certificate: a second port without TLS, which sends everybody on to the public address.',
  ),
  LOA_SESSION_IDLE_HOURS: setting(
    wholeNumber(1, 336),
    '12',
    'A session at the desk that nobody used for so long ends. Phones of village heads and recorders keep theirs.',
  ),
  LOA_SECURE_COOKIES: optional(yesNo, 'yes when the public address is https', 'Sign-in cookies travel by https only.'),
};

const DEVICE_LINK = {
  LOA_DEVICE_LINK: setting(
    oneOf('mqtt', 'simulated'),
    'mqtt',
    "How the server reaches the loudspeakers. simulated runs the demo's poles in the server's own process, without a broker; production refuses it.",
  ),
  LOA_MQTT_HOST: optional(anyText, '127.0.0.1 in demo, 0.0.0.0 in production', 'Address of the embedded MQTT broker.'),
  LOA_MQTT_PORT: setting(wholeNumber(1, 65_535), '18830', 'Port of the embedded MQTT broker.'),
  LOA_MQTT_TLS: optional(
    yesNo,
    'yes, unless only this machine reaches it',
    'The embedded MQTT broker speaks TLS, with a certificate that every box is told at its enrolment.',
  ),
  LOA_MQTT_URL: secret(url('mqtt', 'mqtts'), '', 'An MQTT broker of your own; the embedded one then stays off.'),
  LOA_MQTT_PUBLIC_URL: optional(
    url('mqtt', 'mqtts'),
    'made from the public address and the port',
    'Address of the broker as devices are told.',
  ),
};

const STORES = {
  LOA_AUDIT_HEADS_DIR: optional(
    path,
    '<LOA_DATA_DIR>',
    'Where the signed heads of the event logs are kept: better on another disk than the database. Whoever changes it moves audit-heads.json along.',
  ),
  DATABASE_URL: secret(
    anyText,
    '',
    'Kept free for PostgreSQL; this version keeps its database in <LOA_DATA_DIR>/loa-lang.sqlite.',
  ),
  REDIS_URL: secret(
    url('redis', 'rediss'),
    '',
    'A Redis of your own (maxmemory-policy noeviction); else a private one is started on a socket.',
  ),
  LOA_REDIS_SOCKET: optional(path, '<LOA_DATA_DIR>/run/redis.sock', 'Unix socket of the private Redis.'),
  LOA_REDIS_PREFIX: setting(anyText, 'loa', 'Begins every key, so that installations can share a Redis.'),
};

const SOUND = {
  LOA_SOUNDS_DIR: optional(path, '<LOA_DATA_DIR>/sounds', 'Folder of recordings and what was rendered from them.'),
  LOA_FFMPEG: setting(anyText, 'ffmpeg', 'The ffmpeg program: a name on PATH or a path.'),
  LOA_FFPROBE: setting(anyText, 'ffprobe', 'The ffprobe program: a name on PATH or a path.'),
  LOA_SOUND_PROFILE: setting(
    oneOf('horn-mp3-64', 'horn-mp3-32'),
    'horn-mp3-64',
    'How recordings are rendered from now on; what was rendered before stays as it is. horn-mp3-32 is half the bytes, for poles behind a thin line.',
  ),
  LOA_RENDER_CONCURRENCY: setting(wholeNumber(1, 64), '1', 'Recordings rendered at the same time.'),
};

const AIR = {
  LOA_AIR_HORIZON_DAYS: setting(wholeNumber(1, 60), '7', 'How far ahead rundowns are planned and sent to devices.'),
  LOA_AIR_LOCK_MINUTES: setting(
    wholeNumber(0, 1_440),
    '10',
    'A rundown is no longer changed this long before it starts.',
  ),
  LOA_AIR_LEAD_SECONDS: setting(
    wholeNumber(1, 3_600),
    '20',
    'The least time in which an order reaches a device before its start.',
  ),
  LOA_AIR_LEASE_DAYS: setting(
    wholeNumber(1, 60),
    '7',
    'How long a device goes on with routine items when it hears nothing from the server.',
  ),
  LOA_AIR_TICK_MS: setting(
    wholeNumber(100, 60_000),
    '2000',
    'How often what should be queued is derived anew from the database.',
  ),
  LOA_AIR_SETTLE_HOURS: setting(
    wholeNumber(1, 168),
    '24',
    'How long receipts are awaited before a playback is settled as unknown.',
  ),
};

const FLEET = {
  LOA_FLEET_DIR: optional(
    path,
    '<LOA_DATA_DIR>/fleet',
    'Folder of the simulated controllers: their keys, programmes, journals and the air log.',
  ),
  LOA_FLEET_CLOCK_OFFSET_MS: setting(
    // The demo clock only grows, start by start, so that there is no most.
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
    '0',
    'How far the demo clock is ahead when the fleet starts; given by the launcher.',
  ),
  LOA_FLEET_SERVER_URL: optional(
    url('http', 'https'),
    'the public address',
    'Where the simulated controllers enrol and fetch sound.',
  ),
  LOA_FLEET_CONTROL_SOCKET: optional(
    path,
    '<LOA_DATA_DIR>/run/fleet.sock',
    'Unix socket by which tests and training break and mend simulated controllers.',
  ),
  LOA_FLEET_COUNT: optional(
    wholeNumber(1, 10_000),
    'all',
    'How many of the poles are simulated, the first of the commune; the others stay silent. Also `--count`.',
  ),
  LOA_FLEET_SEED: setting(
    wholeNumber(0, 4_294_967_295),
    '1',
    'From which number the chance comes by which messages of a simulated pole are lost, late or doubled. Also `--seed`.',
  ),
  LOA_FLEET_FAULTS: optional(
    path,
    '',
    'A file that says what goes wrong with simulated poles, and when; see docs/simulator.md. Also `--faults`.',
  ),
};

/** The variables by subject, in the order in which a person should meet them. */
export const SETTING_GROUPS = {
  General: GENERAL,
  'Pages and API': HTTP,
  'Link to the devices': DEVICE_LINK,
  'Database and queue': STORES,
  Sound: SOUND,
  'Planning and air': AIR,
  'Simulated controllers': FLEET,
} as const;

export const SETTINGS = { ...GENERAL, ...HTTP, ...DEVICE_LINK, ...STORES, ...SOUND, ...AIR, ...FLEET };

type Settings = typeof SETTINGS;

/** The checked value of every variable. */
export type SettingValues = { readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer T> ? T : never };
