// Live events as server-sent events (SSE). Every event carries its sequence, so a client that lost the line goes on where it was.
import { Readable } from 'node:stream';
import type { LiveEvents } from '#application';
import type { DomainEvent } from '#domain';
import { eventShape } from '../audit/event-shape';

const BATCH = 200;
/** Proxies and phones drop a line on which nothing comes for long. */
const HEARTBEAT_MS = 15_000;
/** How soon a client should come back. */
const RETRY_MS = 3_000;

/** Where the events come from. */
interface EventSource {
  /** What follows a sequence number, oldest first; undefined: whoever listens is no longer let in. */
  read(sequence: number, limit: number): Promise<LiveEvents | undefined>;
  /** Calls back when there is something new to read. Returns a way to stop. */
  watch(listener: () => void): () => void;
}

/** A stream of text frames, from behind `sequence` on, as long as its listener is let in. Destroying it lets go of everything. */
export class EventStream extends Readable {
  private readonly stopWatching: () => void;
  private readonly heartbeat: NodeJS.Timeout;
  private reading = false;
  private newsWaits = true;
  private hasRoom = false;

  constructor(
    private readonly source: EventSource,
    private sequence: number,
  ) {
    super({ encoding: 'utf8' });
    this.push(`retry: ${RETRY_MS}\n\n`);
    // Whoever loses the line before the first event goes on from here all the same.
    this.push(`id: ${sequence}\n\n`);
    this.heartbeat = setInterval(() => this.push(': still here\n\n'), HEARTBEAT_MS);
    this.stopWatching = source.watch(() => {
      this.newsWaits = true;
      void this.pump();
    });
  }

  /** Says something that is no event: it has no number, and whoever was away does not get it again. */
  say(name: string, content: unknown): void {
    this.push(`event: ${name}\ndata: ${JSON.stringify(content)}\n\n`);
  }

  override _read(): void {
    this.hasRoom = true;
    void this.pump();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.heartbeat);
    this.stopWatching();
    done(error);
  }

  /** Reads while there is news and the client takes it; never twice at a time. */
  private async pump(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.newsWaits && this.hasRoom && !this.destroyed) {
        this.newsWaits = false;
        const before = this.sequence;
        const news = await this.source.read(before, BATCH);
        if (this.destroyed) return;
        if (!news) return void this.push(null);
        const { events, lastSequence } = news;
        this.sequence = lastSequence;
        if (lastSequence > before) this.newsWaits = true;
        if (events.length > 0) this.hasRoom = this.push(events.map(frameOf).join(''));
      }
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.reading = false;
    }
  }
}

function frameOf(event: DomainEvent): string {
  return `id: ${event.sequence}\nevent: ${event.kind}\ndata: ${JSON.stringify(eventShape.parse(event))}\n\n`;
}
