// Every file on the disk of a device besides its sounds, by name and version: what one power-on writes the next one reads.
import { PROTOCOL_VERSION } from '#protocol';
import { JOURNAL_FILE } from './journal';
import { KEYS_FILE } from './key-ring';
import { SELF_TEST_FILE } from './self-testing';
import { TIME_FILE } from './server-time';
import { UNUSED_SOUNDS_FILE } from './unused-sounds';
import { ORDERS_FILE } from './urgent-orders';

/** Signed messages of the server, kept as they came. */
const SEALED = ['programme', 'settings', 'drill'];

/** Name and version of the form in which it is written. */
export const DEVICE_FILES: readonly { readonly name: string; readonly version: number }[] = [
  JOURNAL_FILE,
  ORDERS_FILE,
  TIME_FILE,
  KEYS_FILE,
  SELF_TEST_FILE,
  UNUSED_SOUNDS_FILE,
  ...SEALED.map((name) => ({ name, version: PROTOCOL_VERSION })),
];
