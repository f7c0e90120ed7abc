// What belongs to the installation as a whole: the clock of the demo, and the keys of the communes.
import { migration } from './migration';
import { inKey, instant, key, large, newTable, text, whole } from './new-table';

export const INSTALLATION_0020 = migration(20, 'baseline-installation', [
  newTable('installation', {
    id: inKey(whole),
    clockOffsetMs: large,
  }),
  newTable('commune_keys', {
    communeId: key,
    keyId: text,
    privateKeyPem: text,
    publicKey: text,
    createdAt: instant,
  }),
  // They sign drills and nothing else.
  newTable('drill_keys', {
    communeId: key,
    keyId: text,
    privateKeyPem: text,
    publicKey: text,
    createdAt: instant,
  }),
]);
