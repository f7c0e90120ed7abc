// Every file that any program leaves in the data folder for another program or a later start: where it lies, in which form, who writes it, who
// reads it, and what happens when it cannot be read. A file that is not listed here is a mistake; the end-to-end test of starts says so.
import { DEVICE_FILES } from '#loudspeaker';
import { AIR_LOG_FILE, AIR_LOG_VERSION } from './air-log-line';
import { AUDIT_HEADS, AUDIT_KEY_VERSION } from './audit-files';
import { COMMUNE_SEED_VERSION } from './commune-seeds';
import { CHILDREN } from './children-state';
import { FLEET_POLES } from './fleet-poles';
import { IDENTITY } from './identity';
import { SEALING_KEY, SEALING_KEY_FOLDER } from './sealing-key-file';
import { CLOCK_CONFIRMED, WITNESS } from './witness';

/** The programs of an installation. `prepare`, `restore`, `confirm` and `certificate` are commands of the command line. */
type Program = 'launcher' | 'prepare' | 'restore' | 'confirm' | 'certificate' | 'server' | 'fleet' | 'redis' | 'person';

/** One kind of file. */
interface DataFolderFile {
  /** Below the data folder; `*` stands for one name. `LOA_FLEET_DIR` and `LOA_SOUNDS_DIR` may lie elsewhere. */
  readonly path: string;
  readonly holds: string;
  /** Of the form in which it is written; null where bytes are known by their hash, or nothing is read back. */
  readonly version: number | null;
  readonly writers: readonly Program[];
  readonly readers: readonly Program[];
  /** What happens when it is broken, or when a newer program wrote it. */
  readonly whenUnreadable: string;
}

const SAYS_SO = 'the start ends and says which file, what is wrong and what to do';
const COUNTS_AS_MISSING = 'counts as not there, with a note in the log: a box must always come up';
const MADE_ANEW = 'made anew at each start';

/** What a box keeps: its own programs write and read it. */
const ofABox = (path: string, holds: string, version: number | null, whenUnreadable: string): DataFolderFile => ({
  ...{ path: `fleet/*/${path}`, holds, version, whenUnreadable },
  writers: ['fleet'],
  readers: ['fleet'],
});

// prettier-ignore
export const DATA_FOLDER: readonly DataFolderFile[] = [
  { path: 'loa-lang.sqlite', holds: 'the database; its version is its newest migration', version: null, writers: ['prepare', 'server'], readers: ['prepare', 'server'], whenUnreadable: SAYS_SO },
  { path: 'loa-lang.sqlite-wal', holds: 'the write-ahead log of the database', version: null, writers: ['prepare', 'server'], readers: ['prepare', 'server'], whenUnreadable: SAYS_SO },
  { path: 'loa-lang.sqlite-shm', holds: 'the index of that log', version: null, writers: ['prepare', 'server'], readers: ['prepare', 'server'], whenUnreadable: MADE_ANEW },
  { path: 'loa-lang.sqlite-reserve', holds: 'nothing: room on the disk, given back when it is full', version: null, writers: ['server'], readers: [], whenUnreadable: MADE_ANEW },
  { path: 'before-restore-*/*', holds: 'the database as it was before a restore', version: null, writers: ['restore'], readers: ['person'], whenUnreadable: 'nothing depends on it' },
  { path: WITNESS.form.name, holds: 'how far the database had come, outside of it', version: WITNESS.form.version, writers: ['server', 'restore'], readers: ['server', 'prepare'], whenUnreadable: SAYS_SO },
  { path: 'keys/communes.*.json', holds: 'from what the next signing keys of the communes are worked out', version: COMMUNE_SEED_VERSION, writers: ['server', 'restore'], readers: ['server'], whenUnreadable: 'no signing key can be changed, and the desk says so' },
  { path: 'keys/*.json', holds: 'a key that signs the event log and nothing else', version: AUDIT_KEY_VERSION, writers: ['server', 'restore'], readers: ['server', 'person'], whenUnreadable: 'nothing is signed, and the log of the server says so' },
  { path: `keys/${SEALING_KEY_FOLDER}/${SEALING_KEY.form.name}`, holds: 'the key that seals the second factors of people', version: SEALING_KEY.form.version, writers: ['server', 'restore'], readers: ['server'], whenUnreadable: 'codes of phones are refused; recovery codes are good' },
  { path: AUDIT_HEADS.form.name, holds: 'the signed heads of the event logs, unless LOA_AUDIT_HEADS_DIR lies elsewhere', version: AUDIT_HEADS.form.version, writers: ['server', 'restore'], readers: ['server', 'person'], whenUnreadable: 'nothing is kept anew, and the log of the server says so' },
  { path: CLOCK_CONFIRMED.form.name, holds: 'when a person said that the clock is right', version: CLOCK_CONFIRMED.form.version, writers: ['confirm'], readers: ['server'], whenUnreadable: 'a note in the log: the clock stays doubted' },
  { path: 'sounds/sounds/*/*', holds: 'recordings and renditions under their SHA-256', version: null, writers: ['server'], readers: ['server'], whenUnreadable: 'the database names what is missing' },
  { path: 'sounds/tmp/*', holds: 'sounds that are still being written', version: null, writers: ['server'], readers: [], whenUnreadable: 'removed after an hour' },
  { path: 'sounds/uploads/*', holds: 'uploads in pieces; their books are rows of the database', version: null, writers: ['server'], readers: ['server'], whenUnreadable: 'the sender sends again' },
  { path: `fleet/${FLEET_POLES.form.name}`, holds: 'which poles the simulated fleet serves', version: FLEET_POLES.form.version, writers: ['prepare', 'launcher'], readers: ['fleet', 'prepare', 'launcher'], whenUnreadable: SAYS_SO },
  { path: `fleet/${AIR_LOG_FILE}`, holds: 'what truly sounded', version: AIR_LOG_VERSION, writers: ['fleet'], readers: ['person'], whenUnreadable: 'nothing depends on it' },
  { path: `fleet/*/${IDENTITY.form.name}`, holds: 'who a box is', version: IDENTITY.form.version, writers: ['fleet'], readers: ['fleet', 'prepare'], whenUnreadable: 'this box stays off and says so; the others go on' },
  ...DEVICE_FILES.map(({ name, version }) => ofABox(name, 'what a box remembers', version, COUNTS_AS_MISSING)),
  ofABox('sounds/*', 'sounds under their SHA-256, and parts of them', null, 'fetched again'),
  { path: 'run/launcher.lock', holds: 'the process that owns this data folder: its number and its birth', version: null, writers: ['launcher'], readers: ['launcher'], whenUnreadable: 'counts as left behind' },
  { path: `run/${CHILDREN.form.name}`, holds: 'how the children of the launcher do', version: CHILDREN.form.version, writers: ['launcher'], readers: ['server'], whenUnreadable: 'the server is not ready' },
  { path: 'run/*.pid', holds: 'the process number of a child', version: null, writers: ['launcher'], readers: ['person'], whenUnreadable: MADE_ANEW },
  { path: 'run/*.sock', holds: 'the sockets of the private Redis and of the fleet', version: null, writers: ['redis', 'fleet'], readers: ['server', 'launcher', 'person'], whenUnreadable: MADE_ANEW },
  { path: 'run/authorities.pem', holds: 'the authorities that our own processes believe', version: null, writers: ['launcher'], readers: ['launcher', 'server', 'fleet'], whenUnreadable: MADE_ANEW },
  { path: 'logs/*.log', holds: 'what the children print, and what they printed in the last starts', version: null, writers: ['launcher'], readers: ['person'], whenUnreadable: 'nothing depends on it' },
  { path: 'tls/*', holds: 'the local authority and what it signed, and the certificate of the broker, as PEM', version: null, writers: ['certificate', 'server'], readers: ['certificate', 'server', 'launcher'], whenUnreadable: SAYS_SO },
];

/** The entry of a file, by its path below the data folder; undefined when it is not listed. What is still being written ends in `.new`. */
export function dataFolderFile(path: string): DataFolderFile | undefined {
  const whole = path.replace(/\.new$/, '');
  return DATA_FOLDER.find((file) => patternOf(file.path).test(whole));
}

function patternOf(path: string): RegExp {
  const segments = path.split('*').map((text) => text.replace(/[.]/g, '\\$&'));
  return new RegExp(`^${segments.join('[^/]+')}$`);
}
