// What a device may fetch for itself: the programme of its zone, its settings, and the sounds that it is to play. Nothing else.
import { DAY_MS, Problem, type Device, type SoundRef } from '#domain';
import { Injectable } from '@nestjs/common';
import { standbySoundsIn } from './emergency-air';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { IssuedProgramme, IssuedSettings } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class DeviceFetches {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly air: AirSettings,
  ) {}

  /** The signed programme of the device's zone; undefined before the first was issued. */
  async programme(device: Device): Promise<IssuedProgramme | undefined> {
    return this.unitOfWork.read.delivery.programme(await this.zoneOf(device));
  }

  /** The signed settings of the device's pole; undefined before the first were issued. */
  settings(device: Device): Promise<IssuedSettings | undefined> {
    return this.unitOfWork.read.delivery.settings(device.controllerId);
  }

  /**
   * Passes when the device is to play that sound, to keep it ready for an emergency, or to prove that it could fetch it. Throws Problem `not-found`:
   * a hash opens nothing by itself.
   */
  async requireSound(device: Device, sha256: string): Promise<void> {
    const now = this.clock.now();
    const until = now + (this.air.limits.horizonDays + 1) * DAY_MS;
    const { read } = this.unitOfWork;
    const zoneId = await this.zoneOf(device);
    const airings = await read.air.airingsOfZone(zoneId, now - DAY_MS, until);
    const named = airings.some(
      ({ state, controllerIds, sounds }) =>
        state === 'planned' &&
        controllerIds.includes(device.controllerId) &&
        sounds.some((sound) => sound.sha256 === sha256),
    );
    if (named) return;
    if ((await this.standbySounds(device.communeId, zoneId)).some((sound) => sound.sha256 === sha256)) return;
    const tests = await read.selfTests.open(device.communeId);
    if (!tests.some(({ sound }) => sound?.sha256 === sha256)) throw new Problem('not-found');
  }

  private async standbySounds(communeId: string, zoneId: string): Promise<readonly SoundRef[]> {
    const { read } = this.unitOfWork;
    const zone = await read.places.zone(zoneId);
    const village = zone && (await read.places.village(zone.villageId));
    return zone && village ? (await standbySoundsIn(read, communeId))(zone, village) : [];
  }

  private async zoneOf(device: Device): Promise<string> {
    const controller = await this.unitOfWork.read.places.controller(device.controllerId);
    if (!controller) throw new Problem('device-unknown');
    return controller.zoneId;
  }
}
