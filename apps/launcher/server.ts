// The server of an installation on SQLite: api and worker in one Node process, because only one process may write. Ends in order on
// SIGTERM, and when the launcher that started it is gone.
import { ApiModule, createApi, openLog, openHttpRedirect, type ApiOptions } from '#api';
import { ConfigError, loadConfig, type Config } from '#config';
import { inProcess, OpenFleet } from '#controller';
import { DataFileError, requireChild, UNUSABLE_FILE_EXIT_CODE } from '#data-folder';
import { UnusableDatabase } from '#persistence';
import { WorkerModule } from '#worker';
import { Module, type DynamicModule } from '@nestjs/common';
import { CompositionModule, type Composition } from './composition.module';

/** The one application that api and worker make together. */
@Module({})
class ServerModule {
  static in(composition: Composition, config: Config): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        composition.module,
        ApiModule.with({ config, readiness: { queue: composition.queueIsUp, ...readinessOfFleet(config) } }),
        WorkerModule.with({
          redis: config.redis,
          renderConcurrency: config.media.renderConcurrency,
          tickMs: config.air.tickMs,
        }),
      ],
    };
  }
}

/** In the demo the poles run beside us: when they cannot, nothing that is put on air sounds. Poles in our own process live as long as we do. */
function readinessOfFleet({ mode, deviceLink, runDir }: Config): ApiOptions['readiness'] {
  return mode === 'demo' && deviceLink === 'mqtt' ? { fleet: () => requireChild(runDir, 'fleet') } : {};
}

/** The poles that live in this process; undefined where they live elsewhere. They come on while the server already answers. */
async function openOwnFleet(
  config: Config,
  { boxEnd }: Composition,
  log: ReturnType<typeof openLog>,
): Promise<OpenFleet | undefined> {
  if (boxEnd === undefined) return undefined;
  return OpenFleet.open(config.fleet, inProcess(config.fleet.serverUrl, boxEnd), log.child({ context: 'poles' }));
}

async function serve(config: Config): Promise<void> {
  const log = openLog(config.logs);
  const composition = await CompositionModule.build(config);
  const app = await createApi(ServerModule.in(composition, config), config, log);
  await app.listen(config.http.port, config.http.host);
  const plainDoor = await openHttpRedirect(config);
  const fleet = await openOwnFleet(config, composition, log);
  log.info({ context: 'server', address: config.http.publicUrl }, 'listening');
  let ending: Promise<void> | undefined;
  const end = () => {
    plainDoor?.close();
    ending ??= Promise.resolve(fleet?.close())
      .then(() => app.close())
      .then(() => composition.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ context: 'server', error: String(error) }, 'did not end in order');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  await fleet?.start();
}

function main(): void {
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
  serve(config).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(error instanceof UnusableDatabase || error instanceof DataFileError ? UNUSABLE_FILE_EXIT_CODE : 1);
  });
}

main();
