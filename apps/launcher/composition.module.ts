// The composition: every port filled with the adapter that this installation uses. Api and worker stand in it, together or apart.
import { join } from 'node:path';
import {
  ACT_CLASSES,
  AirSettings,
  AudioStore,
  AuditKeys,
  AuditTrails,
  Breath,
  Clock,
  CommuneSeeds,
  DeviceLink,
  deviceWithCredential,
  DiskReserve,
  JobQueue,
  NoSimulatedPoles,
  OneTimeCodes,
  OutsideHeads,
  PasswordHasher,
  SealingKey,
  SimulatedPoles,
  SoundRenderer,
  Timer,
  UnitOfWork,
  UploadFiles,
  Witness,
} from '#application';
import { pinnedCertificate } from '#certificates';
import { airSettingsOf, type Config } from '#config';
import { NodeDeviceClock } from '#controller';
import { DEVICE_LINKS, type BoxEnd } from '#devices';
import { checkFfmpeg, FfmpegSoundRenderer, FolderAudioStore, TusUploads } from '#media';
import { Argon2Passwords, TotpCodes } from '#passwords';
import { openDatabase, SqliteAuditTrails } from '#persistence';
import type { DevicePlace } from '#protocol';
import { BullJobQueue } from '#queue';
import { Global, Logger, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { FileAuditKeys, FileOutsideHeads } from './file-audit';
import { FileSealingKey } from './file-sealing-key';
import { FileCommuneSeeds } from './file-seeds';
import { FileWitness } from './file-witness';
import { FleetDoor } from './fleet-door';
import { requireOwnData } from './own-data';
import { SystemBreath } from './system-breath';
import { SystemClock } from './system-clock';
import { SystemTimer } from './system-timer';

/** A composed installation, with what must be asked whether it is well, and taken down at the end. */
export interface Composition {
  readonly module: DynamicModule;
  /** Rejects with the reason while jobs cannot be queued. */
  queueIsUp(): Promise<void>;
  /** How a device of this process comes in; undefined: devices live elsewhere. */
  readonly boxEnd: BoxEnd | undefined;
  /** Lets go of everything that was opened, in order. */
  close(): Promise<void>;
}

@Global()
@Module({})
export class CompositionModule {
  /** Opens database, sound folder, queue and broker. What was opened is closed again when one of them fails. */
  static async build(config: Config): Promise<Composition> {
    const closers: (() => Promise<void>)[] = [];
    const close = async () => {
      for (const each of closers.splice(0).reverse()) await each();
    };
    try {
      return { ...(await open(config, closers)), close };
    } catch (error) {
      await close();
      throw error;
    }
  }
}

async function open(config: Config, closers: (() => Promise<void>)[]): Promise<Omit<Composition, 'close'>> {
  const logger = new Logger('composition');
  await checkFfmpeg(config.media);
  const database = await openDatabase({
    path: config.database.sqlitePath,
    reportError: (error) => logger.error(String(error)),
  });
  closers.push(() => database.close());
  const { unitOfWork } = database;
  await requireOwnData(config, unitOfWork.read);
  // Before anybody asks whether all is well. Where there is no room for it the start goes on; readiness says what is missing.
  await database.reserve.refill().catch((error: unknown) => logger.warn(`reserve of the database: ${String(error)}`));
  const clock = new SystemClock(await unitOfWork.read.installation.clockOffsetMs());
  const sounds = await new FolderAudioStore(config.media.soundsDir).open(clock.machineNow());
  const uploads = await TusUploads.open(join(config.media.soundsDir, 'uploads'), unitOfWork);
  const queue = await BullJobQueue.open(config.redis, { warn: (line) => logger.warn(line) });
  closers.push(() => queue.close());
  const devices = await DEVICE_LINKS[config.deviceLink](config, {
    placeOf: (deviceId, credential) => placeOf(unitOfWork, deviceId, credential),
    certificateOf: (files) => pinnedCertificate(files, clock.machineNow()),
    deviceClock: new NodeDeviceClock(),
    onError: (error) => logger.warn(`link to the devices: ${error.message}`),
  });
  closers.push(() => devices.close());
  const renderer = new FfmpegSoundRenderer(sounds, {
    ...config.media,
    secretFiles: [config.database.sqlitePath],
    warn: (sentence) => logger.warn(sentence),
  });
  // Not waited for: nobody's first request waits until a decoder was tried to break out.
  void renderer.tryBounds().then((missing) => {
    if (missing.length > 0)
      logger.warn(`decoding of sound is not kept from: ${missing.join(', ')}; install bubblewrap`);
    else logger.log('decoding of sound is kept from everything but its own files');
  });
  const ports: readonly Provider[] = [
    { provide: UnitOfWork, useValue: unitOfWork },
    { provide: Clock, useValue: clock },
    { provide: Timer, useValue: new SystemTimer() },
    { provide: Breath, useValue: new SystemBreath() },
    { provide: AudioStore, useValue: sounds },
    { provide: SoundRenderer, useValue: renderer },
    { provide: TusUploads, useValue: uploads },
    { provide: UploadFiles, useExisting: TusUploads },
    { provide: BullJobQueue, useValue: queue },
    { provide: JobQueue, useExisting: BullJobQueue },
    { provide: DeviceLink, useValue: devices.link },
    { provide: PasswordHasher, useValue: new Argon2Passwords() },
    { provide: OneTimeCodes, useValue: new TotpCodes() },
    { provide: SealingKey, useValue: new FileSealingKey(config.audit.keysDir) },
    { provide: AuditTrails, useValue: new SqliteAuditTrails(config.database.sqlitePath) },
    { provide: AuditKeys, useValue: new FileAuditKeys(config.audit.keysDir) },
    { provide: CommuneSeeds, useValue: new FileCommuneSeeds(config.audit.keysDir) },
    { provide: OutsideHeads, useValue: new FileOutsideHeads(config.audit.headsDir) },
    { provide: DiskReserve, useValue: database.reserve },
    { provide: Witness, useValue: new FileWitness(config.dataDir) },
    { provide: AirSettings, useValue: airSettingsOf(config) },
    { provide: SimulatedPoles, useValue: simulatedPolesOf(config) },
  ];
  const providers = [...ports, ...ACT_CLASSES];
  return {
    module: { module: CompositionModule, providers, exports: providers },
    boxEnd: 'boxEnd' in devices ? devices.boxEnd : undefined,
    queueIsUp: async () => {
      if (!(await queue.enqueue({ name: 'canary' }))) throw new Error('the queue takes no jobs');
    },
  };
}

/** Where a device stands, if its credential is good. */
async function placeOf(unitOfWork: UnitOfWork, deviceId: string, credential: string): Promise<DevicePlace | undefined> {
  const { read } = unitOfWork;
  const device = await deviceWithCredential(read, deviceId, credential);
  const controller = device && (await read.places.controller(device.controllerId));
  if (!controller) return undefined;
  return { communeId: device.communeId, zoneId: controller.zoneId, controllerId: controller.id, deviceId };
}

function simulatedPolesOf({ mode, fleet }: Config): SimulatedPoles {
  return mode === 'demo' ? new FleetDoor(fleet.controlSocket) : new NoSimulatedPoles();
}
