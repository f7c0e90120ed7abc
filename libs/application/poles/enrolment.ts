// How a box becomes the device of a pole: a technician makes a one-time code, the box trades it for its credential and the commune's public key.
import { HOUR_MS, Problem, type Actor, type Controller, type Device, type EnrolmentCode, type Instant } from '#domain';
import { publicKeyOf } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { DeviceSettingsPublisher } from '../wire/device-settings-publisher';
import { throwTogether } from '../acting/run-all';
import { newId } from '../acting/new-id';
import { standing } from '../places/place-edits';
import { foretell } from '../keys/next-keys';
import { Clock } from '../ports/clock';
import { CommuneSeeds } from '../ports/commune-seeds';
import { DeviceLink } from '../ports/device-link';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals, type ToldKey } from '../wire/seals';
import { hashOfCode, newCode, newSecret, sha256Of } from '../secrets/secrets';

const CODE_LIFE_MS = 48 * HOUR_MS;

/** What a box learns when it is enrolled; the credential is said this once. */
interface EnrolledDevice {
  readonly deviceId: string;
  readonly controllerId: string;
  readonly communeId: string;
  readonly zoneId: string;
  readonly credential: string;
  readonly serverKey: ToldKey;
  /** The only certificate (PEM) that the broker shows, where it speaks TLS with one of its own. */
  readonly mqttCertificate: string | undefined;
}

/**
 * Writes a fresh code for the controller and returns it in plain text, for the last time; those from before are void. `issuedBy` null: by
 * the installation itself.
 */
export async function issueEnrolmentCode(
  stores: Stores,
  controller: Controller,
  now: Instant,
  issuedBy: string | null,
): Promise<string> {
  const code = newCode();
  await stores.devices.voidEnrolmentCodes({ controllerId: controller.id }, now);
  const row: EnrolmentCode = {
    id: newId(now),
    communeId: controller.communeId,
    controllerId: controller.id,
    codeHash: hashOfCode(code),
    expiresAt: now + CODE_LIFE_MS,
    usedAt: null,
    issuedBy,
  };
  await stores.devices.insertEnrolmentCode(row);
  return code;
}

/** The device that holds this credential; undefined when it is not (or no longer) good. */
export async function deviceWithCredential(
  { devices }: StoreReads,
  deviceId: string,
  credential: string,
): Promise<Device | undefined> {
  const device = await devices.device(deviceId);
  return device && device.retiredAt === null && device.credentialHash === sha256Of(credential) ? device : undefined;
}

@Injectable()
export class Enrolment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly bindings: DeviceSettingsPublisher,
    private readonly link: DeviceLink,
    private readonly seeds: CommuneSeeds,
  ) {}

  /** A one-time code for the box that will hang on this pole. */
  async issueCode(actor: Actor, controllerId: string): Promise<{ readonly code: string; readonly expiresAt: Instant }> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const controller = standing(visible(actor, await stores.places.controller(controllerId)));
      const zone = await stores.places.zone(controller.zoneId);
      requireAct(actor, 'device.code', { communeId: controller.communeId, villageId: zone?.villageId ?? null });
      const code = await issueEnrolmentCode(stores, controller, now, actor.personId);
      await stores.events.append({
        communeId: controller.communeId,
        at: now,
        kind: 'device.code-issued',
        actor: actor.personId,
        subjectId: controllerId,
      });
      return { code, expiresAt: now + CODE_LIFE_MS };
    });
  }

  /**
   * Makes the box with this public key the device of the code's controller; the box that was there before is retired, bookings and
   * history stay with the pole. Throws Problem `enrolment-code-invalid`.
   */
  async enrol(code: string, publicKey: string): Promise<EnrolledDevice> {
    requireEd25519(publicKey);
    const now = this.clock.now();
    const credential = newSecret();
    const { replaced, ...enrolled } = await this.unitOfWork.run(async (stores) => {
      const known = await stores.devices.enrolmentCode(hashOfCode(code));
      if (!known || known.expiresAt <= now || !(await stores.devices.useEnrolmentCode(known.id, now))) {
        throw new Problem('enrolment-code-invalid');
      }
      const controller = (await stores.places.controller(known.controllerId))!;
      if (controller.retiredAt !== null) throw new Problem('enrolment-code-invalid');
      const former = await stores.devices.deviceOfController(controller.id);
      if (former) await stores.devices.updateDevice(former.id, { retiredAt: now, online: false });
      const device: Device = {
        id: newId(now),
        communeId: known.communeId,
        controllerId: controller.id,
        publicKey,
        credentialHash: sha256Of(credential),
        enrolledAt: now,
        retiredAt: null,
        online: false,
        lastSeenAt: null,
        programme: null,
      };
      await stores.devices.insertDevice(device);
      throwTogether(await this.bindings.issue(stores, device.communeId, [device]));
      await stores.events.append({
        communeId: known.communeId,
        at: now,
        kind: 'device.enrolled',
        actor: `device:${device.id}`,
        subjectId: controller.id,
        details: { deviceId: device.id, replaces: former?.id ?? null },
      });
      return {
        deviceId: device.id,
        controllerId: controller.id,
        communeId: known.communeId,
        zoneId: controller.zoneId,
        replaced: former?.id,
      };
    });
    if (replaced !== undefined) this.link.expel(replaced);
    await foretell(this.unitOfWork, this.seeds, enrolled.communeId);
    const serverKey = await this.seals.publicKeyOf(enrolled.communeId);
    return { ...enrolled, credential, serverKey, mqttCertificate: this.link.broker?.certificatePem };
  }

  /** The device that holds this credential; undefined when it is not (or no longer) good. */
  authenticate(deviceId: string, credential: string): Promise<Device | undefined> {
    return deviceWithCredential(this.unitOfWork.read, deviceId, credential);
  }
}

function requireEd25519(publicKey: string): void {
  try {
    publicKeyOf(publicKey);
  } catch {
    throw new Problem('bad-request', { field: 'publicKey' });
  }
}
