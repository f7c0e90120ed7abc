// The ways to the loudspeakers that an installation can choose by `LOA_DEVICE_LINK` (libs/config/settings.ts): a further adapter is one folder
// beside `mqtt/` and one more entry here.
import type { DeviceLink } from '#application';
import type { DeviceClock } from '#loudspeaker';
import type { DevicePlace } from '#protocol';
import { openMqttLink, type MqttLinkSettings } from './mqtt/open-mqtt-link';
import { openSimulatedLink, type BoxEnd } from './simulated/open-simulated-link';

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
  /** The time of this machine, for devices that live in this process. */
  readonly deviceClock: DeviceClock;
  /** Told about errors of the connection; it mends itself. */
  readonly onError: (error: Error) => void;
}

/** A link ready for `open`. `close` lets go of what was started around it, after the link itself was closed. */
interface ReadyDeviceLink {
  readonly link: DeviceLink;
  /** How a device of this process comes in; undefined: devices live elsewhere. */
  readonly boxEnd?: BoxEnd;
  close(): Promise<void>;
}

type MakeDeviceLink = (settings: DeviceLinkSettings, surroundings: DeviceLinkSurroundings) => Promise<ReadyDeviceLink>;

/** The adapters by the name that the setting says. */
export const DEVICE_LINKS = {
  mqtt: ({ mqtt }, surroundings) => openMqttLink(mqtt, surroundings),
  /** All devices in the process of the server: for training and the demo, refused in production by the settings. */
  simulated: (_settings, surroundings) => openSimulatedLink(surroundings),
} as const satisfies Readonly<Record<string, MakeDeviceLink>>;

export type DeviceLinkName = keyof typeof DEVICE_LINKS;
