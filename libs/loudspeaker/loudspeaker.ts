// The brain of one loudspeaker, put together from its parts: it remembers, fetches, starts by its own clock, and bears witness.
import { HOUR_MS, SECOND_MS } from '#domain';
import type { BrokerPlace, Programme, UrgentOrder } from '#protocol';
import { isDeepStrictEqual } from 'node:util';
import { Alarm } from './alarm';
import { Journal } from './journal';
import { assemble, zoneOf, type LoudspeakerWorld, type Parts } from './parts';
import type { Replaced } from './kept-message';
import type { LinkListener } from './ports';
import { OlderJournal } from './receipt-outbox';
import { shareOf } from './share';
import { takenOffBy } from './standing';
import { removeUnusedSounds } from './unused-sounds';

/** A new journal starts nothing that was due before it began, and a little more, in case an older journal had a start written down. */
const FORGOTTEN_MARGIN_MS = 5 * SECOND_MS;
/** A message issued so far ahead of our time says that our time is wrong. */
const AHEAD_MS = 2 * SECOND_MS;
const TIDY_EVERY_MS = 6 * HOUR_MS;

export class Loudspeaker {
  private readonly tidying: Alarm;
  private readonly bootedAtMs: number;
  private zoneId: string;
  private broker: BrokerPlace | undefined;
  private off = false;

  private constructor(
    private readonly world: LoudspeakerWorld,
    private readonly parts: Parts,
  ) {
    this.bootedAtMs = world.clock.monotonicMs();
    this.zoneId = zoneOf(world.identity, parts.settings);
    this.broker = parts.settings.current()?.broker;
    this.tidying = new Alarm(world.clock, () => void this.tidy().catch(this.fail));
  }

  /** Switches the device on: reads what it remembers, owns up to what was interrupted, and connects. */
  static async switchOn(world: LoudspeakerWorld): Promise<Loudspeaker> {
    const born: { device?: Loudspeaker } = {};
    const parts = await assemble(world, (error) => born.device?.fail(error));
    born.device = new Loudspeaker(world, parts);
    await born.device.begin();
    return born.device;
  }

  /** Ends in order: silence, the last facts written down, the link closed. */
  async close(): Promise<void> {
    if (this.off) return;
    const retired = this.parts.player.retire();
    await this.parts.stage.close();
    await retired;
    await this.disconnect();
  }

  /** Cuts the power: the horn falls silent, and nothing is written or sent any more. */
  async cutPower(): Promise<void> {
    if (this.off) return;
    this.parts.player.close();
    this.parts.stage.cut();
    await this.disconnect();
  }

  private timeChanged(): void {
    const { time, journal, player, status } = this.parts;
    const bootedAt = time.instantOf(this.bootedAtMs);
    if (journal.remembersFrom === undefined && bootedAt !== undefined) {
      const uncertaintyMs = time.read()?.uncertaintyMs ?? 0;
      journal.rememberFrom(bootedAt + uncertaintyMs + FORGOTTEN_MARGIN_MS).catch(this.fail);
    }
    player.review();
    status.clockChanged();
  }

  /** What has begun since the power came back went by it. */
  private sayClockWasWrong(aheadMs: number): void {
    const { journal } = this.parts;
    for (const { playbackId, airingId } of journal.startedSinceOpened)
      journal.record({ kind: 'clock-was-wrong', playbackId, airingId, aheadMs }).catch(this.fail);
  }

  /** Stops the device: it can no longer write down what it does. */
  private readonly fail = (error: unknown): void => {
    if (this.off) return;
    this.world.note('device.failed', { error: String(error) });
    this.cutPower().then(
      () => this.world.failed(error),
      () => this.world.failed(error),
    );
  };

  private async begin(): Promise<void> {
    const { journal, shelf, time, programme, settings, orders, drills, fallback, outbox, status } = this.parts;
    for (const { playbackId, airingId, mark } of journal.unfinished()) {
      const evidence = { startedAt: mark?.startedAt ?? null, playedMs: mark?.playedMs ?? 0 };
      await journal.record({ kind: 'interrupted', playbackId, airingId, ...evidence, reason: 'device-restarted' });
    }
    journal.onRecorded(() => {
      outbox.recorded();
      status.changed();
    });
    shelf.onChange(() => status.changed());
    time.onChange(() => this.timeChanged());
    time.onBatteryClockWrong((aheadMs) => this.sayClockWasWrong(aheadMs));
    settings.onAccepted(() => this.settingsChanged());
    programme.onAccepted((accepted, before) => this.programmeChanged(accepted, before));
    orders.onOrder((order) => this.obey(order));
    drills.onTaken(() => this.prepare());
    this.prepare();
    await this.sendAgain();
    this.timeChanged();
    this.tidying.setIn(TIDY_EVERY_MS * shareOf(this.world.identity.controllerId, 'tidy'));
    fallback.soon();
    await this.openLink();
  }

  private async disconnect(): Promise<void> {
    this.off = true;
    const { prefetch, selfTesting, fallback, probes, outbox, status } = this.parts;
    this.tidying.clear();
    prefetch.close();
    selfTesting.close();
    fallback.close();
    probes.linkDown();
    outbox.linkDown();
    status.linkDown();
    await this.world.link.close();
  }

  private openLink(): Promise<void> {
    return this.world.link.open({ ...this.world.identity, zoneId: this.zoneId, broker: this.broker }, this.listener());
  }

  private listener(): LinkListener {
    const { programme, settings, orders, drills, selfTesting } = this.parts;
    const { refusals, outbox, status, probes, prefetch, fallback } = this.parts;
    const heard = (act: () => Promise<void>) => {
      if (this.off) return;
      fallback.heard();
      act().catch(this.fail);
    };
    return {
      connected: () => {
        if (this.off) return;
        probes.linkUp();
        outbox.linkUp();
        status.linkUp();
        prefetch.hurry();
        fallback.soon();
      },
      disconnected: () => {
        probes.linkDown();
        outbox.linkDown();
        status.linkDown();
      },
      programme: (envelope) => heard(() => programme.accept(envelope, refusals)),
      settings: (envelope) => heard(() => settings.accept(envelope, refusals)),
      urgent: (envelope) => heard(() => orders.accept(envelope, refusals)),
      drill: (envelope) => heard(() => drills.accept(envelope, refusals)),
      selfTest: (envelope) => heard(() => selfTesting.accept(envelope, refusals)),
      receiptAck: (envelope) => heard(() => this.acknowledged(envelope)),
      clockReply: (envelope) => heard(() => refusals.guard('clock-reply', () => probes.answer(envelope))),
    };
  }

  /** A box with an older copy of its journal forgets it and starts anew: with a new one it begins nothing that was due before. */
  private async acknowledged(envelope: Uint8Array): Promise<void> {
    const { outbox, refusals, keys } = this.parts;
    const { disk, newId, note } = this.world;
    try {
      await refusals.guard('receipt-ack', () => outbox.acknowledged(envelope, keys.trusts));
    } catch (error) {
      if (!(error instanceof OlderJournal)) throw error;
      note('journal.older', { error: error.message });
      await Journal.beginAnew(disk, newId);
      throw error;
    }
  }

  private async programmeChanged(accepted: Programme, before: Replaced<'programme'> | undefined): Promise<void> {
    const { journal, player } = this.parts;
    const { zoneId, epoch, version, issuedAt } = accepted;
    const takenOff = takenOffBy(accepted, before, this.world.identity.controllerId, journal);
    this.prepare();
    if (takenOff.length > 0) player.silenceUnnamed();
    this.checkTime(issuedAt);
    await this.sendAgain();
    const told = takenOff.length > 0 ? { takenOff } : {};
    await journal.record({ kind: 'programme-accepted', zoneId, epoch, version, ...told });
  }

  /** Brings everything that is still here to a server that may have lost it. */
  private async sendAgain(): Promise<void> {
    const { programme, settings, journal, outbox } = this.parts;
    const epoch = Math.max(programme.current()?.epoch ?? 0, settings.current()?.epoch ?? 0);
    if (await journal.sendAgainTo(epoch)) outbox.again();
  }

  private async settingsChanged(): Promise<void> {
    const { settings } = this.parts;
    this.prepare();
    await this.sendAgain();
    const zoneId = zoneOf(this.world.identity, settings);
    const broker = settings.current()?.broker;
    if (zoneId === this.zoneId && isDeepStrictEqual(broker, this.broker)) return;
    this.zoneId = zoneId;
    this.broker = broker;
    await this.openLink();
  }

  private async obey({ orderId, issuedAt }: UrgentOrder): Promise<void> {
    const silenced = this.parts.player.obey();
    this.prepare();
    this.checkTime(issuedAt);
    await this.parts.journal.record({ kind: 'order-obeyed', orderId, silenced });
  }

  /** Takes what is to be played as it now is, and sees to the sounds it needs. */
  private prepare(): void {
    const { player, prefetch, programme, status } = this.parts;
    prefetch.want(player.follow(), programme.current()?.standbySounds ?? []);
    status.changed();
  }

  private checkTime(issuedAt: number): void {
    const now = this.parts.time.read();
    if (now && issuedAt > now.at + now.uncertaintyMs + AHEAD_MS) this.parts.probes.hurry();
  }

  private async tidy(): Promise<void> {
    this.tidying.setIn(TIDY_EVERY_MS);
    const { time, journal, shelf, programme, drills } = this.parts;
    const now = time.read();
    if (!now?.attested) return;
    const { entries } = drills.standing();
    const standby = programme.current()?.standbySounds ?? [];
    const wanted = new Set([...entries.flatMap(({ sounds }) => sounds), ...standby].map(({ sha256 }) => sha256));
    await removeUnusedSounds(shelf, this.world.disk, wanted, now.at, this.world.note);
    await journal.compact(now.at);
  }
}
