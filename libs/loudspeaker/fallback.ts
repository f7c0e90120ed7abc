// The way around a silent broker: fetches programme and settings by HTTP once on every connection, and again and again while nothing comes
// down the link.
import { MINUTE_MS, SECOND_MS } from '#domain';
import { Alarm } from './alarm';
import type { DeviceClock, Note, ServerLink } from './ports';

const POLL_MS = MINUTE_MS;
const AFTER_CONNECT_SPREAD_MS = 2 * SECOND_MS;

/** Who takes what was fetched. */
interface FallbackOptions {
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  readonly programme: (envelope: Uint8Array) => void;
  readonly settings: (envelope: Uint8Array) => void;
  readonly note: Note;
}

export class Fallback {
  private readonly alarm: Alarm;
  private heardAtMs = -Infinity;
  private due = true;

  constructor(
    private readonly clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly manners: FallbackOptions,
  ) {
    this.alarm = new Alarm(clock, () => void this.poll());
  }

  /** Something came down the link, so it lives. */
  heard(): void {
    this.heardAtMs = this.clock.monotonicMs();
  }

  /** On power-on and on every connection. */
  soon(): void {
    this.due = true;
    this.alarm.setIn(this.manners.share * AFTER_CONNECT_SPREAD_MS);
  }

  close(): void {
    this.alarm.clear();
  }

  private async poll(): Promise<void> {
    this.alarm.setIn(POLL_MS * (0.9 + this.manners.share / 5));
    if (!this.due && this.clock.monotonicMs() - this.heardAtMs < POLL_MS) return;
    this.due = false;
    try {
      const settings = await this.link.fetchSettings();
      if (settings) this.manners.settings(settings);
      const programme = await this.link.fetchProgramme();
      if (programme) this.manners.programme(programme);
    } catch (error) {
      this.manners.note('poll.failed', { error: String(error) });
    }
  }
}
