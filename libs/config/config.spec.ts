// The promise of the settings: nothing needs to be set, and whatever is set wrongly is named, all at once, before anything starts.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, envExample, readConfig } from '.';

function faultsOf(environment: NodeJS.ProcessEnv): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('these settings were accepted');
}

describe('settings', () => {
  it('needs nothing: an empty environment is a demo on the loopback', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      mode: 'demo',
      dataDir: resolve('data'),
      supervise: true,
      http: { host: '127.0.0.1', port: 8080, publicUrl: 'http://127.0.0.1:8080', tls: undefined, secureCookies: false },
      mqtt: {
        broker: { kind: 'embedded', host: '127.0.0.1', port: 18830, certificate: undefined },
        publicUrl: 'mqtt://127.0.0.1:18830',
      },
      redis: { url: undefined, socketPath: resolve('data/run/redis.sock'), keyPrefix: 'loa' },
      air: { horizonDays: 7, lockMinutes: 10, leadSeconds: 20, leaseDays: 7, tickMs: 2000, settleHours: 24 },
      fleet: {
        dir: resolve('data/fleet'),
        clockOffsetMs: 0,
        serverUrl: 'http://127.0.0.1:8080',
        mqttUrl: 'mqtt://127.0.0.1:18830',
      },
    });
  });

  it('is frozen to its leaves', () => {
    const config = readConfig({ LOA_TRUSTED_PROXIES: '10.0.0.1' });
    const thaw = config as unknown as { http: { port: number; trustedProxies: string[] } };
    expect(() => (thaw.http.port = 1)).toThrow(TypeError);
    expect(() => thaw.http.trustedProxies.push('0.0.0.0/0')).toThrow(TypeError);
  });

  it('moves everything that is kept with the data folder', () => {
    const config = readConfig({ LOA_DATA_DIR: '/srv/loa' });
    expect(config.redis.socketPath).toBe('/srv/loa/run/redis.sock');
    expect(config.database.sqlitePath).toBe('/srv/loa/loa-lang.sqlite');
    expect(config.media.soundsDir).toBe('/srv/loa/sounds');
    expect(config.fleet.dir).toBe('/srv/loa/fleet');
    expect(config.logs.dir).toBe('/srv/loa/logs');
  });

  it.each([
    [{ NODE_ENV: 'production' }, 'production'],
    [{ NODE_ENV: 'production', LOA_MODE: 'demo' }, 'demo'],
    [{ LOA_MODE: 'production' }, 'production'],
    [{ NODE_ENV: 'test' }, 'demo'],
  ])('%j is the mode %s', (environment, mode) => {
    expect(readConfig(environment).mode).toBe(mode);
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ LOA_HTTP_PORT: '', REDIS_URL: '  ' })).toEqual(readConfig({}));
  });

  it('trusts no proxy that would be everybody', () => {
    for (const everybody of ['0.0.0.0/0', '::/0', '10.0.0.0/00', '128.0.0.0/1', '::ffff:0:0/96', '2000::/3']) {
      const { faults } = faultsOf({ LOA_TRUSTED_PROXIES: everybody });
      expect(faults.map(({ variable }) => variable)).toEqual(['LOA_TRUSTED_PROXIES']);
    }
    expect(readConfig({ LOA_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/7' }).http.trustedProxies).toHaveLength(2);
  });

  it('names every wrong variable with its value in one error', () => {
    const { message, faults } = faultsOf({
      LOA_HTTP_PORT: 'eighty',
      LOA_MODE: 'live',
      LOA_TRUSTED_PROXIES: '10.0.0.0/8, proxy.example',
    });
    expect(faults.map(({ variable }) => variable)).toEqual(['LOA_MODE', 'LOA_HTTP_PORT', 'LOA_TRUSTED_PROXIES']);
    expect(message).toContain('LOA_HTTP_PORT is "eighty": give a whole number from 1 to 65535.');
    expect(message).toContain('LOA_MODE is "live": give one of demo, production.');
  });

  it.each(['0', '65536', '-1', '80.5', '0x50', '1e3'])('refuses the port %s', (port) => {
    expect(faultsOf({ LOA_HTTP_PORT: port }).faults).toHaveLength(1);
  });

  it('stops at a misspelt variable instead of ignoring it', () => {
    expect(faultsOf({ LOA_HTP_PORT: '81' }).message).toContain('LOA_HTP_PORT');
  });

  it('never shows a value that may hold a password', () => {
    expect(faultsOf({ REDIS_URL: 'http://user:pond@host' }).message).not.toContain('pond');
    expect(faultsOf({ DATABASE_URL: 'postgres://user:pond@host/loa' }).message).not.toContain('pond');
  });

  it('refuses PostgreSQL in a clear sentence', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://host/loa' }).message).toContain('works with SQLite only');
  });

  it('wants certificate and key together', () => {
    expect(faultsOf({ LOA_TLS_CERT_FILE: '/c.pem' }).message).toContain('LOA_TLS_KEY_FILE is not set');
    expect(faultsOf({ LOA_TLS_KEY_FILE: '/k.pem' }).message).toContain('LOA_TLS_CERT_FILE is not set');
    const { http } = readConfig({ LOA_TLS_CERT_FILE: '/c.pem', LOA_TLS_KEY_FILE: '/k.pem' });
    expect(http).toMatchObject({ publicUrl: 'https://127.0.0.1:8080', secureCookies: true });
  });

  it('sends people on to https only where there is a certificate, and from another port', () => {
    const tls = { LOA_TLS_CERT_FILE: '/c.pem', LOA_TLS_KEY_FILE: '/k.pem' };
    expect(readConfig({ ...tls, LOA_HTTP_REDIRECT_PORT: '8081' }).http.redirectPort).toBe(8081);
    expect(faultsOf({ LOA_HTTP_REDIRECT_PORT: '8081' }).message).toContain('nothing to send people on to');
    expect(faultsOf({ ...tls, LOA_HTTP_REDIRECT_PORT: '8080' }).message).toContain('another port');
  });

  it.each([
    [{ LOA_HTTP_PORT: '18830' }, 'LOA_MQTT_PORT', 'LOA_HTTP_PORT'],
    [{ LOA_MQTT_PORT: '8080' }, 'LOA_MQTT_PORT', 'LOA_HTTP_PORT'],
    [
      { LOA_TLS_CERT_FILE: '/c', LOA_TLS_KEY_FILE: '/k', LOA_HTTP_REDIRECT_PORT: '18830' },
      'LOA_MQTT_PORT',
      'LOA_HTTP_REDIRECT_PORT',
    ],
  ])('refuses one port for two things: %p', (set, variable, other) => {
    const { message } = faultsOf(set);
    expect(message).toContain(variable);
    expect(message).toContain(`give another port than ${other}`);
  });

  it('lets the port of an embedded broker be, where another broker is used', () => {
    const set = { LOA_HTTP_PORT: '18830', LOA_MQTT_URL: 'mqtts://broker.example' };
    expect(readConfig(set).http.port).toBe(18_830);
  });

  it('refuses cookies that could never come back', () => {
    expect(faultsOf({ LOA_SECURE_COOKIES: 'yes' }).message).toContain('LOA_PUBLIC_URL is not https');
    expect(
      readConfig({ LOA_MODE: 'production', LOA_SECURE_COOKIES: 'yes', LOA_PUBLIC_URL: 'https://loa.example/' }).http
        .publicUrl,
    ).toBe('https://loa.example');
  });

  it('tells devices the address of an outside broker', () => {
    const { mqtt } = readConfig({ LOA_MQTT_URL: 'mqtts://broker.example:8883' });
    expect(mqtt.broker).toEqual({ kind: 'external', url: 'mqtts://broker.example:8883' });
    expect(mqtt.publicUrl).toBe('mqtts://broker.example:8883');
  });

  it('lets nothing go to another machine in clear', () => {
    const brokerOf = (set: NodeJS.ProcessEnv) => {
      const { broker, publicUrl } = readConfig({ LOA_DATA_DIR: '/d', ...set }).mqtt;
      return [broker.kind === 'embedded' && broker.certificate?.certFile, publicUrl];
    };
    expect(brokerOf({})).toEqual([undefined, 'mqtt://127.0.0.1:18830']);
    expect(brokerOf({ LOA_MQTT_HOST: '::1' })[0]).toBeUndefined();
    expect(brokerOf({ LOA_MQTT_TLS: 'yes' })).toEqual(['/d/tls/broker.crt', 'mqtts://127.0.0.1:18830']);
    expect(brokerOf({ LOA_MQTT_HOST: '192.168.1.20' })[0]).toBe('/d/tls/broker.crt');
    expect(brokerOf({ LOA_MODE: 'production' })[0]).toBe('/d/tls/broker.crt');
    expect(faultsOf({ LOA_MODE: 'production', LOA_MQTT_TLS: 'no' }).message).toContain('this machine only');
    expect(faultsOf({ LOA_MQTT_URL: 'mqtt://broker.example' }).message).toContain('mqtts');
    expect(faultsOf({ LOA_MQTT_PUBLIC_URL: 'mqtt://192.168.1.20:1883' }).message).toContain('mqtts');
    expect(readConfig({ LOA_MQTT_URL: 'mqtt://localhost:1883' }).mqtt.publicUrl).toBe('mqtt://localhost:1883');
  });

  it('is reached by others only where TLS is spoken, and shows the demo to others only where that was said', () => {
    const production = { LOA_MODE: 'production', LOA_PUBLIC_URL: 'https://loa.example.vn' };
    const tls = { LOA_TLS_CERT_FILE: '/c.pem', LOA_TLS_KEY_FILE: '/k.pem' };
    expect(readConfig(production).http.host).toBe('127.0.0.1');
    expect(readConfig({ ...production, ...tls }).http.host).toBe('0.0.0.0');
    expect(readConfig({ ...production, LOA_TRUSTED_PROXIES: '10.0.0.2' }).http.host).toBe('0.0.0.0');
    expect(readConfig({ ...production, LOA_TRUSTED_PROXIES: '127.0.0.1,::1/128' }).http.host).toBe('127.0.0.1');
    expect(faultsOf({ ...production, LOA_HTTP_HOST: '0.0.0.0' }).message).toContain('LOA_TRUSTED_PROXIES');
    expect(faultsOf({ LOA_MODE: 'production', LOA_PUBLIC_URL: 'http://loa.example.vn' }).message).toContain('https');
    expect(faultsOf({ REDIS_URL: 'redis://redis.example:6379' }).message).toContain('rediss');

    expect(faultsOf({ LOA_PUBLIC_URL: 'https://loa.example.vn' }).message).toContain('say production; or demo');
    expect(faultsOf({ LOA_HTTP_HOST: '0.0.0.0' }).message).toContain('say production; or demo');
    expect(readConfig({ LOA_MODE: 'demo', LOA_HTTP_HOST: '0.0.0.0' }).mode).toBe('demo');
  });

  it('tells devices to go to a real address, wherever the server listens', () => {
    const { http, mqtt } = readConfig({ LOA_MODE: 'production' });
    expect([http.host, http.publicUrl, mqtt.publicUrl]).toEqual([
      '127.0.0.1',
      'http://127.0.0.1:8080',
      'mqtts://127.0.0.1:18830',
    ]);
  });

  it('refuses a data folder too deep for the sockets in it, and says which variable helps', () => {
    const deep = `/srv/${'a'.repeat(90)}`;
    expect(faultsOf({ LOA_DATA_DIR: deep }).message).toContain('LOA_REDIS_SOCKET is not set');
    expect(
      readConfig({ LOA_DATA_DIR: deep, LOA_REDIS_SOCKET: '/run/r', LOA_FLEET_CONTROL_SOCKET: '/run/f' }),
    ).toBeDefined();
  });

  it('lets simulated poles into the demo alone, and only with a server of their own', () => {
    expect(readConfig({ LOA_DEVICE_LINK: 'simulated' }).deviceLink).toBe('simulated');
    expect(faultsOf({ LOA_MODE: 'production', LOA_DEVICE_LINK: 'simulated' }).message).toContain('LOA_DEVICE_LINK');
    const elsewhere = { LOA_DEVICE_LINK: 'simulated', LOA_FLEET_SERVER_URL: 'http://127.0.0.1:9' };
    expect(faultsOf(elsewhere).message).toContain('LOA_FLEET_SERVER_URL');
  });

  it('has an .env.example that says the same (else: npm run env:example)', () => {
    expect(readFileSync(join(__dirname, '../../.env.example'), 'utf8')).toBe(envExample());
  });
});
