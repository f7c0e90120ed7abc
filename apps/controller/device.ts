// One device of flesh and blood: the brain with a folder as disk, the machine's clock, a link to its server, and a horn.
import type { Enrolled } from '#data-folder';
import type { BoxEnd } from '#devices';
import {
  Loudspeaker,
  shareOf,
  type DeviceClock,
  type DeviceDisk,
  type Horn,
  type Note,
  type ServerLink,
} from '#loudspeaker';
import { randomUUID } from 'node:crypto';
import { DeviceHttp } from './device-http';
import { identityOf } from './enrolment';
import { FileDisk } from './file-disk';
import { MqttServerLink } from './mqtt-server-link';
import { NodeDeviceClock } from './node-device-clock';

/** How a device reaches its server. */
export type LinkOf = (enrolled: Enrolled, note: Note) => ServerLink;

/** What a device is made of. */
interface DeviceOptions {
  readonly folder: string;
  readonly enrolled: Enrolled;
  readonly linkOf: LinkOf;
  readonly hornOf: (clock: DeviceClock) => Horn;
  /** What is put over its clock and its disk; left out: nothing. */
  readonly over?: {
    readonly clock: (clock: DeviceClock) => DeviceClock;
    readonly disk: (disk: DeviceDisk) => DeviceDisk;
  };
  readonly note: Note;
  /** The device cannot go on and has switched itself off. */
  readonly failed: (error: unknown) => void;
}

/** By MQTT and HTTP. `knownUrl`: where the broker is now, for whoever knows better than the enrolment. */
export function byMqtt(serverUrl: string, knownUrl?: string): LinkOf {
  return ({ deviceId, controllerId, credential, mqttUrl, mqttCertificate: certificatePem }, note) => {
    const http = new DeviceHttp(serverUrl, deviceId, credential);
    const share = shareOf(controllerId, 'link');
    const onError = (error: Error) => note('link.error', { error: error.message });
    return new MqttServerLink({ mqttUrl, knownUrl, certificatePem, credential, http, share, onError });
  };
}

/** Inside of the process of its server, and by HTTP for what is fetched. */
export function inProcess(serverUrl: string, boxEnd: BoxEnd): LinkOf {
  return (enrolled) => {
    const { deviceId, credential } = enrolled;
    return boxEnd(enrolled, credential, new DeviceHttp(serverUrl, deviceId, credential));
  };
}

export class Device {
  private constructor(
    private readonly loudspeaker: Loudspeaker,
    private readonly disk: FileDisk,
    private readonly link: ServerLink,
  ) {}

  /** Switches it on. */
  static async switchOn(options: DeviceOptions): Promise<Device> {
    const { folder, enrolled, linkOf, hornOf, over, note, failed } = options;
    const own = new NodeDeviceClock();
    const clock = over?.clock(own) ?? own;
    const files = await FileDisk.open(folder);
    const disk = over?.disk(files) ?? files;
    const link = linkOf(enrolled, note);
    const horn = hornOf(clock);
    const identity = identityOf(enrolled);
    const world = { identity, clock, disk, link, horn, newId: randomUUID, note, failed };
    return new Device(await Loudspeaker.switchOn(world), files, link);
  }

  /** Where a sound of this device lies. */
  soundPath(sha256: string): string {
    return this.disk.pathOf(sha256);
  }

  /** Ends in order. */
  async close(): Promise<void> {
    await this.loudspeaker.close();
    await this.disk.close();
  }

  /** Pulls the plug: the horn falls silent at once, nothing is written any more, the server misses it. */
  async cutPower(): Promise<void> {
    const cut = this.loudspeaker.cutPower();
    await this.link.drop();
    await cut;
    await this.disk.close();
  }
}
