// The box on the pole. `fleet`: many simulated devices in one process, set by LOA_FLEET_* or `--count 6 --seed 3 --faults day.json`. `agent`: this machine is one device, for example
// `agent --dir /var/lib/loa --server https://loa.example --code ABCD-EFGH --horn ffplay`; the code is needed only the first time. `--invitation` is the line of the QR code and says both.
import { fleetArguments, loadConfig } from '#config';
import { DataFileError, UNUSABLE_FILE_EXIT_CODE } from '#data-folder';
import { readEnrolmentText } from '#domain';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { byMqtt, Device } from './device';
import { enrol, readEnrolment } from './enrolment';
import { FfplayHorn, SimulatedHorn } from './horns';
import { OpenFleet } from './open-fleet';

const logger = pino({ name: 'controller' });

/** Ends the process in order on SIGTERM, SIGINT, or when the parent that started it is gone. */
function endWith(close: () => Promise<void>): void {
  let ending = false;
  const end = (why: string) => {
    if (ending) return;
    ending = true;
    logger.info({ why }, 'ending');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error: String(error) }, 'did not end in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('disconnect', () => end('parent gone'));
}

async function runFleet(args: string[]): Promise<void> {
  const { fleet: options, logs } = loadConfig(fleetArguments(args));
  logger.level = logs.level;
  const fleet = await OpenFleet.open(options, byMqtt(options.serverUrl, options.mqttUrl), logger);
  endWith(() => fleet.close());
  await fleet.start();
  logger.info({ controllers: fleet.size, control: options.controlSocket }, 'fleet is on');
  process.send?.({ kind: 'ready', controllers: fleet.size });
}

async function runAgent(args: string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { dir: option, server: option, code: option, invitation: option, horn: option },
  });
  const { dir, invitation = '', horn = 'ffplay' } = values;
  const invited = readEnrolmentText(invitation);
  const [server, code] = [values.server ?? invited?.serverUrl, values.code ?? invited?.code];
  if (!dir || !server || !['ffplay', 'null'].includes(horn)) {
    throw new Error('agent --dir <folder> (--server <url> [--code <code>] | --invitation <text>) [--horn ffplay|null]');
  }
  const enrolled = (await readEnrolment(dir)) ?? (code ? await enrol(server, code, dir) : undefined);
  if (!enrolled) throw new Error('this box is not enrolled: give a --code');
  const device = await Device.switchOn({
    folder: dir,
    enrolled,
    linkOf: byMqtt(server),
    hornOf: (clock) =>
      horn === 'ffplay' ? new FfplayHorn() : new SimulatedHorn(clock, enrolled.controllerId, undefined),
    note: (event, details) => logger.info(details ?? {}, event),
    // Whoever keeps this process alive starts it again.
    failed: () => process.exit(1),
  });
  endWith(() => device.close());
  logger.info({ controllerId: enrolled.controllerId }, 'device is on');
}

const [command, ...args] = process.argv.slice(2);
const run = command === 'agent' ? runAgent(args) : command === 'fleet' ? runFleet(args) : undefined;
if (!run) {
  logger.error('say what to run: agent or fleet');
  process.exit(2);
}
run.catch((error: unknown) => {
  logger.error({ error: error instanceof Error ? error.message : String(error) }, 'could not start');
  process.exit(error instanceof DataFileError ? UNUSABLE_FILE_EXIT_CODE : 1);
});
