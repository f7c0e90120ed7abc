// The signed settings that bind a device to its pole: its zone, the hours and limits it holds by itself, its volume. Issued when they change, and
// published as state.
import type { Device, Instant } from '#domain';
import { PROTOCOL_VERSION } from '#protocol';
import { Injectable } from '@nestjs/common';
import { eachInTurn, throwTogether } from '../acting/run-all';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { SettingsVersion, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from './seals';
import { settingsOf, type WantedSettings } from './settings-content';

/** Settings that one unit of work signs and writes when nobody waits for them: others get their turn in between. */
const ISSUED_AT_A_TIME = 50;

@Injectable()
export class DeviceSettingsPublisher {
  /** The version of each controller's settings that this process has published. */
  private readonly published = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /**
   * Issues the settings of these devices where they changed, inside the unit of work that changed them. Returns what failed: one box whose
   * settings cannot be made keeps neither the change nor any other box from its own. `renew` tries it again and says so.
   */
  async issue(stores: Stores, communeId: string, devices: readonly Device[]): Promise<readonly unknown[]> {
    const now = this.clock.now();
    const wantedFor = await settingsOf(stores, communeId, devices, { now, broker: this.link.broker });
    const before = await versionsOf(stores, communeId, devices);
    const keyName = await this.seals.keyName(communeId);
    const failures: unknown[] = [];
    for (const device of devices) {
      const issued = stores.apart(async () =>
        this.issueOne(stores, device, underKey(await wantedFor(device), keyName), before.get(device.controllerId), now),
      );
      await issued.catch((error: unknown) => failures.push(error));
    }
    return failures;
  }

  private async issueOne(
    stores: Stores,
    { communeId, controllerId }: Device,
    { content, digest: contentDigest }: WantedSettings,
    before: SettingsVersion | undefined,
    now: Instant,
  ): Promise<void> {
    if (before?.contentDigest === contentDigest) return;
    const version = (before?.version ?? 0) + 1;
    const envelope = await this.seals.seal(communeId, 'settings', {
      protocol: PROTOCOL_VERSION,
      ...content,
      version,
      issuedAt: now,
    });
    await stores.delivery.putSettings({ controllerId, communeId, version, contentDigest, envelope });
  }

  /** Brings the settings of the whole commune up to date, and publishes what this process has not published yet. */
  async renew(communeId: string): Promise<void> {
    await eachInTurn([() => this.issueChanged(communeId), () => this.publishNew(communeId)], (part) => part());
  }

  /** Looks outside of any unit of work, and writes only what differs: an unchanged minute takes nobody's turn. */
  private async issueChanged(communeId: string): Promise<void> {
    const changed = await this.changed(communeId);
    const parts = Array.from({ length: Math.ceil(changed.length / ISSUED_AT_A_TIME) }, (_, part) =>
      changed.slice(part * ISSUED_AT_A_TIME, (part + 1) * ISSUED_AT_A_TIME),
    );
    await eachInTurn(parts, async (part) =>
      throwTogether(await this.unitOfWork.run((stores) => this.issue(stores, communeId, part))),
    );
  }

  /** Devices whose settings are not those that they should have, or cannot be worked out: issuing them says why. */
  private async changed(communeId: string): Promise<readonly Device[]> {
    const { read } = this.unitOfWork;
    const devices = await read.devices.devices(communeId);
    const now = this.clock.now();
    const wantedFor = await settingsOf(read, communeId, devices, { now, broker: this.link.broker });
    const before = await versionsOf(read, communeId, devices);
    const keyName = await this.seals.keyName(communeId);
    const differs = await Promise.all(
      devices.map((device) =>
        wantedFor(device).then(
          (wanted) => before.get(device.controllerId)?.contentDigest !== underKey(wanted, keyName).digest,
          () => true,
        ),
      ),
    );
    return devices.filter((_, place) => differs[place]);
  }

  private async publishNew(communeId: string): Promise<void> {
    const { delivery } = this.unitOfWork.read;
    const isNew = ({ controllerId, version }: SettingsVersion) => this.published.get(controllerId) !== version;
    const fresh = (await delivery.settingsVersions(communeId)).filter(isNew);
    if (fresh.length === 0) return;
    const settings = await delivery.settingsOf(fresh.map(({ controllerId }) => controllerId));
    await eachInTurn(settings, async ({ controllerId, version, envelope }) => {
      await this.link.publishSettings(communeId, controllerId, envelope);
      this.published.set(controllerId, version);
    });
  }
}

/** The same content under another key is another message. */
function underKey({ content, digest }: WantedSettings, keyName: string): WantedSettings {
  return { content, digest: digest + keyName };
}

/** What was issued last, by controller. */
async function versionsOf(
  { delivery }: StoreReads,
  communeId: string,
  devices: readonly Device[],
): Promise<ReadonlyMap<string, SettingsVersion>> {
  if (devices.length > 1) return byController(await delivery.settingsVersions(communeId));
  const known = await Promise.all(devices.map(({ controllerId }) => delivery.settings(controllerId)));
  return byController(known.flatMap((each) => each ?? []));
}

function byController(versions: readonly SettingsVersion[]): ReadonlyMap<string, SettingsVersion> {
  return new Map(versions.map((each) => [each.controllerId, each]));
}
