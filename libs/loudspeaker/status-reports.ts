// Tells the desk how the box is doing: what it has of what it needs, what sounds, how sure its clock is. For the eye only; a lost one is no loss.
import { isClockSure, MINUTE_MS, SECOND_MS } from '#domain';
import { PROTOCOL_VERSION, sealEnvelope, type DeviceStatus } from '#protocol';
import { Alarm } from './alarm';
import type { DeviceIdentity } from './identity';
import type { DeviceClock, Note, ServerLink } from './ports';

/** What a status tells besides whose it is. */
export type StatusFacts = Omit<DeviceStatus, 'protocol' | 'communeId' | 'controllerId' | 'deviceId'>;

/** Changes of one moment travel together. */
const GATHER_MS = 300;
const AT_MOST_EVERY_MS = 2 * SECOND_MS;
/** While something is being fetched. */
const PROGRESS_EVERY_MS = 5 * SECOND_MS;
const AT_LEAST_EVERY_MS = 5 * MINUTE_MS;

export class StatusReports {
  private readonly alarm: Alarm;
  private connected = false;
  private sentAtMs = -Infinity;
  private sent = '';

  constructor(
    private readonly clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly identity: DeviceIdentity,
    private readonly manners: {
      readonly facts: () => StatusFacts;
      /** This device's place among the others, 0 to 1. */
      readonly share: number;
      readonly note: Note;
    },
  ) {
    this.alarm = new Alarm(clock, () => this.look());
  }

  linkUp(): void {
    this.connected = true;
    this.sent = '';
    this.alarm.setIn(GATHER_MS + this.manners.share * SECOND_MS);
  }

  linkDown(): void {
    this.connected = false;
    this.alarm.clear();
  }

  /** Something may be different now. */
  changed(): void {
    if (!this.connected) return;
    this.alarm.setIn(Math.max(GATHER_MS, this.sentAtMs + AT_MOST_EVERY_MS - this.clock.monotonicMs()));
  }

  /** The time was told anew: only news when it makes the clock sure. */
  clockChanged(): void {
    if (telling(this.manners.facts()) !== this.sent) this.changed();
  }

  private look(): void {
    const facts = this.manners.facts();
    const idle = this.clock.monotonicMs() - this.sentAtMs >= AT_LEAST_EVERY_MS / 2;
    if (idle || telling(facts) !== this.sent) this.send(facts);
    // All bytes may be here of a sound that is not looked through yet.
    const fetching = facts.soundsHeld < facts.soundsWanted;
    const restMs = AT_LEAST_EVERY_MS * (0.75 + this.manners.share / 4);
    this.alarm.setIn(fetching ? PROGRESS_EVERY_MS : restMs);
  }

  private send(facts: StatusFacts): void {
    const { communeId, controllerId, deviceId, key } = this.identity;
    const status = { protocol: PROTOCOL_VERSION, communeId, controllerId, deviceId, ...facts } as const;
    this.sentAtMs = this.clock.monotonicMs();
    this.sent = telling(facts);
    this.link.sendStatus(sealEnvelope('status', status, key)).catch((error: unknown) => {
      this.manners.note('status.unsent', { error: String(error) });
      this.sent = '';
      this.changed();
    });
  }
}

/** The part of a status whose change is worth telling. */
function telling(facts: StatusFacts): string {
  const { soundsWanted, soundsHeld, bytesHeld, airingId, volumePercent, serverKey } = facts;
  const key = serverKey?.keyId;
  return JSON.stringify([soundsWanted, soundsHeld, bytesHeld, airingId, volumePercent, key, isClockSure(facts)]);
}
