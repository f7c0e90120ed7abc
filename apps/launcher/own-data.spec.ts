// A start that would begin anew beside poles that were served here, or without the sounds that the database names, ends in a sentence.
import { foundCommune } from '#application';
import { readConfig, type Config } from '#config';
import { WITNESS } from '#data-folder';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { DESK_COMMUNE } from '../../test/support/desk-commune';
import { aRecording, NOON } from '../../test/support/factories';
import { requireOwnData } from './own-data';

let config: Config;
let database: TemporaryDatabase;
beforeEach(async () => {
  config = readConfig({ LOA_DATA_DIR: mkdtempSync(join(tmpdir(), 'loa-own-')) });
  database = await temporaryDatabase();
});
afterEach(async () => {
  await database.remove();
  rmSync(config.dataDir, { recursive: true });
});

const look = () => requireOwnData(config, database.unitOfWork.read);
const seen = (poles: number) => {
  const commune = { communeId: 'commune-1', name: 'Bản Thử', epoch: 1, sequence: 9, poles };
  return WITNESS.write(config.dataDir, { communes: [commune], restored: false });
};

it('an empty database begins anew only where no pole was served', async () => {
  await look();
  await seen(0);
  await look();
  await seen(44);
  await expect(look()).rejects.toThrow(/knows nothing of Bản Thử \(44 loudspeakers\).*Bring a backup back/);
});

it('recordings without their folder are not started over', async () => {
  const plan = { ...DESK_COMMUNE, people: [] };
  const { commune } = await database.unitOfWork.run((stores) => foundCommune(stores, plan, NOON));
  await look();
  await database.unitOfWork.run(({ recordings }) => recordings.insert(aRecording({ communeId: commune.id })));
  await expect(look()).rejects.toThrow('their folder');
  mkdirSync(join(config.media.soundsDir, 'sounds'), { recursive: true });
  await look();
});
