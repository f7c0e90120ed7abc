// One device of flesh and blood: the brain with a folder as disk, the machine's clock, MQTT and HTTP, and a horn.
import type { Enrolled } from '#data-folder';
import { Loudspeaker, shareOf, type DeviceClock, type Horn, type Note } from '#loudspeaker';
import { randomUUID } from 'node:crypto';
import { DeviceHttp } from './device-http';
import { identityOf } from './enrolment';
import { FileDisk } from './file-disk';
import { MqttServerLink } from './mqtt-server-link';
import { NodeDeviceClock } from './node-device-clock';

/** What a device is made of. */
interface DeviceOptions {
  readonly folder: string;
  readonly enrolled: Enrolled;
  readonly serverUrl: string;
  /** Where the broker is now, for whoever knows better than the enrolment. */
  readonly mqttUrl?: string;
  readonly hornOf: (clock: DeviceClock) => Horn;
  readonly note: Note;
  /** The device cannot go on and has switched itself off. */
  readonly failed: (error: unknown) => void;
}

export class Device {
  private constructor(
    private readonly loudspeaker: Loudspeaker,
    private readonly disk: FileDisk,
    private readonly link: MqttServerLink,
  ) {}

  /** Switches it on. */
  static async switchOn(options: DeviceOptions): Promise<Device> {
    const { folder, enrolled, serverUrl, hornOf, note, failed } = options;
    const clock = new NodeDeviceClock();
    const disk = await FileDisk.open(folder);
    const { deviceId, controllerId, credential, mqttUrl, mqttCertificate: certificatePem } = enrolled;
    const knownUrl = options.mqttUrl;
    const http = new DeviceHttp(serverUrl, deviceId, credential);
    const share = shareOf(controllerId, 'link');
    const onError = (error: Error) => note('link.error', { error: error.message });
    const link = new MqttServerLink({ mqttUrl, knownUrl, certificatePem, credential, http, share, onError });
    const horn = hornOf(clock);
    const identity = identityOf(enrolled);
    const world = { identity, clock, disk, link, horn, newId: randomUUID, note, failed };
    return new Device(await Loudspeaker.switchOn(world), disk, link);
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

  /** Pulls the plug: the horn falls silent at once, nothing is written any more, the broker misses it. */
  async cutPower(): Promise<void> {
    const cut = this.loudspeaker.cutPower();
    await this.link.drop();
    await cut;
    await this.disk.close();
  }
}
