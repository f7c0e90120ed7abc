// The way to the devices by MQTT: through the broker that comes with us, or through one of the owner's.
import { randomBytes } from 'node:crypto';
import { EmbeddedBroker, type BrokerOptions } from '../broker/embedded-broker';
import { MqttDeviceLink, type MqttDeviceLinkOptions } from './mqtt-device-link';

/** Which broker. The address of one of the owner's may hold user name and password. */
export interface MqttLinkSettings {
  readonly broker:
    | {
        readonly kind: 'embedded';
        readonly host: string;
        readonly port: number;
        /** Undefined: it speaks without TLS, and only with this machine. */
        readonly certificate: CertificateFiles | undefined;
      }
    | { readonly kind: 'external'; readonly url: string };
  /** What boxes are told. */
  readonly publicUrl: string;
}

interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** What is asked of the server: who a device is, and where errors go. */
interface MqttSurroundings extends Pick<MqttDeviceLinkOptions, 'onError'> {
  readonly placeOf: BrokerOptions['authenticate'];
  /** The certificate kept in these files, made where there is none. */
  readonly certificateOf: (files: CertificateFiles) => Promise<NonNullable<BrokerOptions['certificate']>>;
}

/** An MQTT link ready for `open`, and where its broker is. */
interface ReadyMqttLink {
  readonly link: MqttDeviceLink;
  /** Where boxes on this machine connect. */
  readonly brokerUrl: string;
  /** Stops the broker, if it is ours. */
  close(): Promise<void>;
}

/** Starts the embedded broker, when that is the one. Rejects when its port is taken. */
export async function openMqttLink(
  { broker: place, publicUrl }: MqttLinkSettings,
  { placeOf, certificateOf, onError }: MqttSurroundings,
): Promise<ReadyMqttLink> {
  if (place.kind === 'external') {
    const { username, password, href } = credentialsOf(place.url);
    const link = new MqttDeviceLink({ url: href, username, password, onError, expel: undefined, broker: undefined });
    return { link, brokerUrl: href, close: async () => undefined };
  }
  const server = { username: 'server', password: randomBytes(32).toString('base64url') };
  const { host, port } = place;
  const certificate = place.certificate && (await certificateOf(place.certificate));
  const broker = await EmbeddedBroker.start({ host, port, certificate, server, authenticate: placeOf });
  const expel = (deviceId: string) => broker.expel(deviceId);
  const told = certificate && { url: publicUrl, certificatePem: certificate.certificatePem };
  const link = new MqttDeviceLink({ url: broker.url, ...server, onError, expel, broker: told });
  return { link, brokerUrl: broker.boxUrl, close: () => broker.close() };
}

function credentialsOf(url: string): { readonly username: string; readonly password: string; readonly href: string } {
  const parsed = new URL(url);
  const { username, password } = parsed;
  parsed.username = parsed.password = '';
  return { username: decodeURIComponent(username), password: decodeURIComponent(password), href: parsed.href };
}
