// Poles that report: everybody's envelope comes at the same moment, and the server takes them all.
import { playbackIdOf } from '#protocol';
import { DeskWorld } from '../../support/desk-world';
import { openPlain } from '../../support/plain-sqlite';
import { polesOnAir, type PoleOnAir } from '../../support/poles-on-air';
import type { Unnumbered } from '../../support/signing-box';
import { cpuUsOf } from './bench';

/** So many poles with so many items ahead. */
export class ReportingPoles {
  private constructor(
    private readonly world: DeskWorld,
    private readonly poles: readonly PoleOnAir[],
  ) {}

  static async open(count: number, items: number): Promise<ReportingPoles> {
    const world = await DeskWorld.open();
    await world.seals.load();
    return new ReportingPoles(world, await polesOnAir(world, count, items));
  }

  /** What the server spends on the envelopes of the first `speakers` poles, in microseconds for all. */
  async takingUs(speakers: number, receiptsOf: (pole: PoleOnAir) => readonly Unnumbered[]): Promise<number> {
    await this.forgetStates();
    const { clock, evidence, communeId } = this.world;
    const said = this.poles
      .slice(0, speakers)
      .map((pole) => [pole.box.deviceId, pole.box.sign(clock.now(), receiptsOf(pole))] as const);
    return cpuUsOf(() =>
      Promise.all(said.map(([deviceId, envelope]) => evidence.accept(communeId, deviceId, envelope))),
    );
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** Puts every playback back to where it was before anybody reported. */
  private async forgetStates(): Promise<void> {
    const plain = await openPlain(this.world.database.path);
    await plain.all(`UPDATE playbacks SET "state" = 'planned', "startedAt" = NULL, "playedMs" = NULL`);
    await plain.close();
  }
}

/** Item `item` of a pole, as its receipts name it. */
function named({ box, airings }: PoleOnAir, item: number) {
  const airingId = airings[item]!.id;
  return { airingId, playbackId: playbackIdOf(airingId, box.controllerId) };
}

/** Item `item` began. */
export function started(pole: PoleOnAir, item: number): Unnumbered {
  return { kind: 'started', ...named(pole, item) };
}

/** Item `item` sounded to its end. */
export function played(pole: PoleOnAir, item: number): Unnumbered {
  return { kind: 'played', ...named(pole, item), startedAt: pole.airings[item]!.startsAt, playedMs: 60_000 };
}

/** The pole took its programme over, and holds the sounds of all of it. */
export function acceptedAndReady({ box, zoneId, airings }: PoleOnAir): readonly Unnumbered[] {
  const playbackIds = airings.map(({ id }) => playbackIdOf(id, box.controllerId));
  return [
    { kind: 'programme-accepted', zoneId, epoch: 1, version: 1 },
    { kind: 'ready', playbackIds },
  ];
}
