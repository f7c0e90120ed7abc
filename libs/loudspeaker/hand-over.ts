// Every link receives the same messages; this is the one place that knows which listener each is for.
import type { DownMessage } from '#protocol';
import type { LinkListener } from './ports';

/** Hands a message that came down to whom it is for. */
export function handOver(message: DownMessage, envelope: Uint8Array, listener: LinkListener): void {
  switch (message) {
    case 'programme':
      return listener.programme(envelope);
    case 'settings':
      return listener.settings(envelope);
    case 'urgent':
      return listener.urgent(envelope);
    case 'drill':
      return listener.drill(envelope);
    case 'self-test':
      return listener.selfTest(envelope);
    case 'receipt-ack':
      return listener.receiptAck(envelope);
    case 'clock-reply':
      return listener.clockReply(envelope);
  }
}
