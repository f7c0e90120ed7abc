// The ways to the loudspeakers that an installation can choose by `LOA_DEVICE_LINK` (libs/config/settings.ts): a further adapter is one folder
// beside `mqtt/` and one more entry here. The network in memory is none of them: no device of another process could reach it.
import type { DeviceLink } from '#application';
import type { DevicePlace } from '#protocol';
import { openMqttLink, type MqttLinkSettings } from './mqtt/open-mqtt-link';

/** What the adapters are set to, each under its own name, as the tree of settings holds it. */
interface DeviceLinkSettings {
  readonly mqtt: MqttLinkSettings;
}

/** What the server lends an adapter. */
interface DeviceLinkSurroundings {
  /** The place of the device with this credential; undefined when it is not one of ours (any more). */
  readonly placeOf: (deviceId: string, credential: string) => Promise<DevicePlace | undefined>;
  /** The certificate kept in these files, PEM, made where there is none. */
  readonly certificateOf: (files: {
    readonly certFile: string;
    readonly keyFile: string;
  }) => Promise<{ readonly certificatePem: string; readonly privateKeyPem: string }>;
  /** Told about errors of the connection; it mends itself. */
  readonly onError: (error: Error) => void;
}

/** A link ready for `open`. `close` lets go of what was started around it, after the link itself was closed. */
interface ReadyDeviceLink {
  readonly link: DeviceLink;
  close(): Promise<void>;
}

type MakeDeviceLink = (settings: DeviceLinkSettings, surroundings: DeviceLinkSurroundings) => Promise<ReadyDeviceLink>;

/** The adapters by the name that the setting says. */
export const DEVICE_LINKS = {
  mqtt: ({ mqtt }, surroundings) => openMqttLink(mqtt, surroundings),
} as const satisfies Readonly<Record<string, MakeDeviceLink>>;

export type DeviceLinkName = keyof typeof DEVICE_LINKS;
