// The only source of the current time. In the demo it runs ahead of the machine by a persisted offset; in tests it stands still.
import type { Instant } from '#domain';

export abstract class Clock {
  abstract now(): Instant;
}
