// Released steps are frozen: databases have taken them, and will not take them again. Each is known by the checksum of what it makes: the tables and
// triggers that SQLite really has after it, and what it says to PostgreSQL. A step counts as released as soon as it is on the main branch.
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { schemaChanges, schemaOf } from '../../../test/support/database-schema';
import { QUIET_DRIVER } from '../sqlite';
import { MIGRATIONS } from '.';
import type { Step } from './migration';

const RELEASED: Readonly<Record<string, string>> = {
  'baseline-places-0000000000001': 'de9e177eaad95bdc5ca4ed7c86351b90',
  'baseline-calendar-0000000000002': '63e7165631c414c3639acd413d02abee',
  'baseline-people-0000000000003': '2854e7d47574518d3e953a1d6c87b272',
  'baseline-signing-in-0000000000004': '07a8ae2ad9a971c355537c2f991c2c49',
  'baseline-devices-0000000000005': 'e6feb5a1418f6ab32cfbf6085a7424f7',
  'baseline-poles-0000000000006': '8421a599bf12702b5c2ca0f8d8de0da2',
  'baseline-recordings-0000000000007': '6ee4eb10b8830c4f45e558c29e8f1054',
  'baseline-announcements-0000000000008': '9fbf7a2889c372785ec7dcdecced0e7d',
  'baseline-bookings-0000000000009': '803bebf1d60f23c0cc4cc57e030752ad',
  'baseline-approvals-0000000000010': '2e7b0921cccdefedc55b82b5dd61de9a',
  'baseline-air-0000000000011': '3f9dbf54a59264191dc871dda4d39fae',
  'baseline-planning-0000000000012': '095f101f7110fd705b3e4e32a3da1114',
  'baseline-stops-0000000000013': '6086b28ae2960bbef985742e4d83d920',
  'baseline-villages-0000000000014': '0071301dff65cc221f53ef26678cd4a4',
  'baseline-emergencies-0000000000015': '961b8159e232cdd6c478437aa3002bd6',
  'baseline-drills-0000000000016': '3d1c30ced0d6ffe1273ae3a883ec2c73',
  'baseline-delivery-0000000000017': '70c3c9759c393947aa1e08db156a36d0',
  'baseline-events-0000000000018': '2aa9baf5db8cda66868186947a0f6b68',
  'baseline-notices-0000000000019': 'b6f90ac3a265c487018cf546309cb4aa',
  'baseline-installation-0000000000020': 'cf496528277c9cd951b82b7d5d9923bc',
  'baseline-intents-0000000000021': '6818626812e5d0b4302e5f8a4421b37e',
  'plan-boundaries-0000000000022': '8db062bdeacbe3b46b4bc1d29a5e15dc',
  'event-mentions-0000000000023': '4dedab88d9da64f8ac4d7ad07b99a695',
  'plan-runs-0000000000024': '0cccd4b302bbc505d5876c3e22cb5c86',
  'reading-indexes-0000000000025': '453c29cf09a3b209625fbfa24d2d194f',
  'failed-tries-0000000000026': 'a29080ebe71ae1c832174ef160f68219',
  'incidents-0000000000027': 'd0437ca8de66603cbdc03bd625cd1973',
  'words-since-0000000000028': '65f969e035f7da81b59262456dfedecd',
  'fresh-proofs-0000000000029': '534a8992188ae874d1ebd6be38f2964e',
  'kept-recordings-0000000000030': '037477ef2f60b9ea9f67c4321847dac6',
  'disk-readings-0000000000031': '080e509ff2ddabc824026314719ba24e',
  'second-factors-0000000000032': '463795f934b0e4d351cc1a57e8fd7b03',
  'second-person-0000000000033': '4b1161bbd3d0a6f730731b4d6a3d8439',
  'sessions-in-use-0000000000034': 'c8c761ae4e294bdf43fba14d69df1512',
  'key-changes-0000000000035': '09e85e10f25e2df6d2a35da56e484b83',
};

it('released steps make what they made when they were released', async () => {
  const faults = (await checksums()).flatMap(([step, checksum]) => {
    const released = RELEASED[step];
    if (released === checksum) return [];
    return released === undefined
      ? [`${step} is not listed as released. If it is ready, add: '${step}': '${checksum}',`]
      : [
          `${step} has been released and no longer makes what it made then: databases that took it will not take it again. ` +
            'Put it back as it was, and write a new migration at the end of migrations/index.ts.',
        ];
  });
  expect(faults).toEqual([]);
});

it('no released step is taken out or renamed', () => {
  const names = MIGRATIONS.map((Each) => new Each().name);
  expect(Object.keys(RELEASED).filter((step) => !names.includes(step))).toEqual([]);
});

async function checksums(): Promise<readonly (readonly [step: string, checksum: string])[]> {
  const source = await new DataSource({ type: 'sqlite', driver: QUIET_DRIVER, database: ':memory:' }).initialize();
  const runner = source.createQueryRunner();
  const found: (readonly [string, string])[] = [];
  let before = {};
  for (const Each of MIGRATIONS) {
    const step: Step = new Each();
    await step.up(runner);
    const after = await schemaOf((sql) => source.query(sql));
    found.push([step.name, checksumOf({ sqlite: schemaChanges(before, after), postgres: step.changesOn('postgres') })]);
    before = after;
  }
  await source.destroy();
  return found;
}

function checksumOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
