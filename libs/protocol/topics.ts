// Where each message travels on MQTT. One file, so that broker rules, server and device can never disagree on a name.

/** Every topic begins with it; a later protocol gets another. */
export const TOPIC_ROOT = 'loa/v1';
const ROOT = TOPIC_ROOT;

/** Topic names, by message. */
export const topics = {
  /** server -> devices of a zone, retained */
  programme: (communeId: string, zoneId: string) => `${ROOT}/${communeId}/zone/${zoneId}/programme`,
  /** server -> one controller, retained */
  settings: (communeId: string, controllerId: string) => `${ROOT}/${communeId}/controller/${controllerId}/settings`,
  /** server -> devices of a zone, or with null all devices of a commune, never retained */
  urgent: (communeId: string, zoneId: string | null) =>
    zoneId === null ? `${ROOT}/${communeId}/urgent` : `${ROOT}/${communeId}/zone/${zoneId}/urgent`,
  /** server -> devices of a zone, never retained */
  drill: (communeId: string, zoneId: string) => `${ROOT}/${communeId}/zone/${zoneId}/drill`,
  /** server -> devices of a zone, never retained */
  selfTest: (communeId: string, zoneId: string) => `${ROOT}/${communeId}/zone/${zoneId}/self-test`,
  /** device -> server */
  receipts: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/receipts`,
  /** device -> server */
  status: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/status`,
  /** server -> device */
  receiptAck: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/receipts/ack`,
  /** device -> server, retained, last will; body `online` or `offline` */
  presence: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/presence`,
  /** device -> server */
  clockProbe: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/clock/probe`,
  /** server -> device */
  clockReply: (communeId: string, deviceId: string) => `${ROOT}/${communeId}/device/${deviceId}/clock/reply`,
} as const;

/** The most bytes of each message of a device; a larger one is not looked at. */
export const MOST_BYTES = { receipts: 1024 * 1024, status: 4 * 1024, presence: 16, 'clock/probe': 256 } as const;

/** What the server listens to: everything that devices say. */
export const SERVER_SUBSCRIPTIONS = [
  `${ROOT}/+/device/+/receipts`,
  `${ROOT}/+/device/+/presence`,
  `${ROOT}/+/device/+/status`,
  `${ROOT}/+/device/+/clock/probe`,
] as const;

/** Takes a device's topic apart; undefined when it is none. */
export function deviceTopic(
  topic: string,
): { readonly communeId: string; readonly deviceId: string; readonly channel: string } | undefined {
  const match = /^loa\/v1\/([^/]+)\/device\/([^/]+)\/(.+)$/.exec(topic);
  return match ? { communeId: match[1]!, deviceId: match[2]!, channel: match[3]! } : undefined;
}

/** Where a device stands, as far as topics need to know. */
export interface DevicePlace {
  readonly communeId: string;
  readonly zoneId: string;
  readonly controllerId: string;
  readonly deviceId: string;
}

/** The messages that come down to a device. */
export type DownMessage = 'programme' | 'settings' | 'urgent' | 'drill' | 'self-test' | 'receipt-ack' | 'clock-reply';

/** Everything a device listens to, and all that it may listen to: topic -> message. */
export function deviceSubscriptions(place: DevicePlace): ReadonlyMap<string, DownMessage> {
  const { communeId, zoneId, controllerId, deviceId } = place;
  return new Map<string, DownMessage>([
    [topics.programme(communeId, zoneId), 'programme'],
    [topics.settings(communeId, controllerId), 'settings'],
    [topics.urgent(communeId, null), 'urgent'],
    [topics.urgent(communeId, zoneId), 'urgent'],
    [topics.drill(communeId, zoneId), 'drill'],
    [topics.selfTest(communeId, zoneId), 'self-test'],
    [topics.receiptAck(communeId, deviceId), 'receipt-ack'],
    [topics.clockReply(communeId, deviceId), 'clock-reply'],
  ]);
}

/** Everything a device may say. */
export function devicePublications({ communeId, deviceId }: DevicePlace): ReadonlySet<string> {
  return new Set([
    topics.receipts(communeId, deviceId),
    topics.presence(communeId, deviceId),
    topics.status(communeId, deviceId),
    topics.clockProbe(communeId, deviceId),
  ]);
}
