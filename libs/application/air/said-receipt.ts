// A receipt with the device that signed it.
import type { Device } from '#domain';
import type { Receipt } from '#protocol';

/** Believed, not stored before, and with every receipt before it. */
export interface SaidReceipt {
  readonly device: Device;
  readonly receipt: Receipt;
}
