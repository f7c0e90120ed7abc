// A fleet with its door and its log, as it runs in a process of its own and in that of a server.
import type { Config } from '#config';
import type { FaultScript } from '#devices';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { LinkOf } from './device';
import { readFaultScript, runFaults } from './fault-run';
import { Fleet } from './fleet';
import { serveFleetControl } from './fleet-control';
import { NodeDeviceClock } from './node-device-clock';

/** Notes for which a person must do something; the others are for whoever looks into a fault. */
const SERIOUS = new Set(['device.stays-off', 'device.lost', 'device.not-enrolled', 'list.unusable', 'horn.hangs']);
/** What a box lost and lives without. */
const DOUBTFUL = new Set(['kept.unreadable', 'message.unreadable', 'journal.unreadable']);

type Level = 'error' | 'warn' | 'debug';

/** Where notes go. */
type FleetLog = Readonly<Record<Level, (details: object, event: string) => void>>;

function levelOf(event: string): Level {
  if (SERIOUS.has(event)) return 'error';
  return DOUBTFUL.has(event) ? 'warn' : 'debug';
}

export class OpenFleet {
  private endFaults: () => void = () => undefined;

  private constructor(
    private readonly fleet: Fleet,
    private readonly control: Server,
    private readonly script: FaultScript | undefined,
    private readonly log: FleetLog,
  ) {}

  /** Opens the door; every box is still off. Throws `DataFileError` when there is a script that cannot be read. */
  static async open(settings: Config['fleet'], linkOf: LinkOf, log: FleetLog): Promise<OpenFleet> {
    const script = settings.faultsFile === undefined ? undefined : await readFaultScript(settings.faultsFile);
    await mkdir(settings.dir, { recursive: true, mode: 0o700 });
    const fleet = new Fleet({
      ...settings,
      linkOf,
      note: (controllerId) => (event, details) => log[levelOf(event)]({ controllerId, ...details }, event),
    });
    return new OpenFleet(fleet, await serveFleetControl(fleet, settings.controlSocket), script, log);
  }

  get size(): number {
    return this.fleet.members().length;
  }

  /**
   * Resolves when every box is on that can be; from then on the times of the script count. Throws `DataFileError` when the list of poles
   * cannot be used, or the script asks for what these poles cannot do.
   */
  async start(): Promise<void> {
    await this.fleet.start();
    await this.fleet.enrolled();
    const note = (event: string, details?: object) => this.log.error(details ?? {}, event);
    if (this.script) this.endFaults = runFaults(this.script, this.fleet, new NodeDeviceClock(), note);
  }

  async close(): Promise<void> {
    this.endFaults();
    this.control.close();
    await this.fleet.close();
  }
}
